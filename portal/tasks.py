from celery import shared_task


@shared_task(expires=55)
def tick():
    """Rung by beat each minute, where metrics are collected."""
    from portal import metrics

    metrics.tick()
