from accounts.admin import groups, mandates, organisations, people, requests, trail

__all__ = ["groups", "mandates", "organisations", "people", "requests", "trail"]
