"""Equivocaciones de quien usa la biblioteca: cada renglón marcado ha de ser un error.

No se ejecuta: lo leen mypy y pyright (``test_tipos.py``).
"""

from datetime import date
from pathlib import Path

import paac_reportes as paac

plan = paac.leer_plan("plan.yaml")
paac.genrar(plan, "paac-plan", "a.docx")  # MAL un nombre mal escrito
paac.Actividda()  # MAL una clase mal escrita
paac.generar(1, "paac-plan", "a.docx")  # MAL un número por un plan
paac.generar(plan, "paac-plan")  # MAL falta el destino
paac.generar(plan, "paac-plan", "a.docx", corrte=date(2026, 4, 30))  # MAL un argumento mal escrito
paac.generar(plan, "paac-plan", "a.docx", corte="2026-04-30")  # MAL un texto por una fecha
paac.emitir(plan, "paac-plan", "docx", publico="no")  # MAL un texto por un sí o no
paac.emitir(plan, "paac-plan", "docx").guardar("a.docx")  # MAL los bytes no se guardan
paac.reporte(plan, "paac-plan").emitr("docx")  # MAL un método mal escrito
primero: str = paac.reporte(plan, "paac-plan").avisos[0].texto  # MAL un atributo que no hay
paac.plan_desde_filas([], entidad="E", vigencia="2026")  # MAL un texto por un año
paac.plan_desde_filas([], entidad="E", firma=[])  # MAL una clave del plan mal escrita
paac.formato_de_columnas("T", {"a": "A"}, paguina={})  # MAL una clave del formato mal escrita
paac.formato_de_columnas("T", [{"rotulo": "A", "anchoo": 9}])  # MAL una clave de columna
paac.formato_de_columnas("T", [{"rotulo": "A", "numero": {"decimal": 2}}])  # MAL y una de número
paac.formato_de_columnas("T", {"a": 3})  # MAL un número por un rótulo
paac.formato_de_columnas("T", {"a": {"columnas": {"a": 3}}})  # MAL en una de varias tablas
paac.formato_de_columnas("T", {"a": {"columnas": {"a": "A"}}}, total="T")  # MAL lo dice cada una
paac.reporte(plan, "paac-plan", filas=3)  # MAL un número por unas filas
paac.plan_desde_filas(5, entidad="E")  # MAL otro
paac.formato_de_columnas("T", {"a": "A"}, total=3)  # MAL un número por un rótulo
paac.Seguimiento(corte=date(2026, 4, 30), estado="cumplido")  # MAL un estado que no hay
paac.Seguimiento(corte=date(2026, 4, 30), evidencias="una")  # MAL un texto por una lista
paac.Plan(entidad="E", componentes=[])  # MAL un texto por una entidad
paac.Componente(subcomponentes=[paac.Actividad()])  # MAL una actividad por un subcomponente
paac.calendario(2026, periodicidad="bimestral")  # MAL una periodicidad que no hay
paac.verificar(Path("a.docx"), plan, corte="2026")  # MAL un texto por una fecha
paac.analizar(plan, metodo="media")  # MAL un método que no hay
paac.Falla("plan", "mal")  # MAL falta el código
