from instructions.demo.loading import load

__all__ = ["load"]
