from audit import connection


class OriginMiddleware:
    """Lets the trail know from where a request came, without passing it around."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = connection.current.set(connection.address(request))
        try:
            return self.get_response(request)
        finally:
            connection.current.reset(token)
