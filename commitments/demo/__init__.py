from commitments.demo.loading import load

__all__ = ["load"]
