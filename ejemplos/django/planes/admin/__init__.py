"""El administrador."""

from planes.admin import datos, matriz, plan

__all__ = ["datos", "matriz", "plan"]
