"""El administrador."""

from planes.admin import datos, matriz, plan, riesgos

__all__ = ["datos", "matriz", "plan", "riesgos"]
