from workdays.arithmetic import one_calendar


class CalendarMiddleware:
    """A page that only shows asks for the holidays and the office hours once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with one_calendar():
            return self.get_response(request)
