from accounts.admin import groups, mandates, organisations, people, requests

__all__ = ["groups", "mandates", "organisations", "people", "requests"]
