"""El administrador."""

from planes.admin import datos, matriz, plan, riesgos
