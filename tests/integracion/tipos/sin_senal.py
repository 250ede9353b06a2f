"""Equivocaciones que ningún revisor de tipos ve, porque están en un texto: las dice quien corre."""

from datetime import date, datetime

import paac_reportes as paac

plan = paac.leer("plan.yaml").sin_dudas()
paac.reporte(plan, "ptep-plan").guardar("a.doc")
paac.desde_filas([{"q": 1}], entidad="E", columnas={"actividad.metta": "q"})
paac.desde_datos({"entidad": {"nombre": 3}})
paac.reporte(plan, "ptep-plan", corte=datetime(2026, 6, 30, 8))
paac.modelo.Seguimiento(corte=date(2026, 4, 30), avance="130")
