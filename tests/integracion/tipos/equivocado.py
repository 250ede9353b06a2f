"""Equivocaciones de quien usa la biblioteca: cada renglón marcado ha de ser un error.

No se ejecuta: lo leen mypy y pyright (``test_tipos.py``).
"""

from datetime import date
from pathlib import Path

import paac_reportes as paac
from paac_reportes import anfitrion
from paac_reportes.api.libros import guardar_reunion

plan = paac.leer("plan.yaml").sin_dudas()
mapa = paac.leer("mapa.yaml", como="mapa").sin_dudas()
reporte = paac.reporte(plan, "paac-plan")
paac.genrar(plan, "paac-plan", "a.docx")  # MAL un nombre mal escrito
paac.Actividda()  # MAL una clase mal escrita
paac.Cifras()  # MAL está en un módulo, y no en la entrada
paac.cifras.Plan()  # MAL está en la entrada, y no en un módulo
paac.generar(1, "paac-plan", "a.docx")  # MAL un número por un plan
paac.generar(plan, "paac-plan")  # MAL falta el destino
paac.generar(plan, "paac-plan", "a.docx", corrte=date(2026, 4, 30))  # MAL un argumento mal escrito
paac.generar(plan, "paac-plan", "a.docx", corte="2026-04-30")  # MAL un texto por una fecha
paac.emitir(plan, "paac-plan", "docx", publico="no")  # MAL un texto por un sí o no
paac.reporte(plan, "paac-plan").emitir("docx").contenido.guardar(
    "a.docx"
)  # MAL los bytes no se guardan
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
paac.verificar(Path("a.docx"), reporte, fecha="2026")  # MAL un texto por una fecha
paac.analizar(plan, metodologia={"metodo": "media"})  # MAL un método que no hay
paac.Falla("plan", "mal")  # MAL falta el código
paac.reunir(["a.xlsx"], base=plan, prefirir="base")  # MAL un argumento mal escrito
paac.capturar(plan, "2026-04-30", "libros")  # MAL un texto por una fecha
paac.capturar(plan, date(2026, 4, 30))  # MAL falta la carpeta
guardar_reunion(plan)  # MAL un plan por una reunión
paac.Encargo(contenido=plan, formato="x", corte="2026")  # MAL un texto por una fecha
paac.Encargo(contenido="p.yaml")  # MAL falta el formato
paac.en_lote(plan, "salida")  # MAL un plan por encargos
paac.cifras_en_filas([1, 2])  # MAL números por planes
paac.comparar(plan, mapa)  # MAL un mapa con un plan
suyas: paac.riesgos.CifrasDelMapa = paac.analizar(plan)  # MAL las de un plan por las de un mapa
el_mapa: paac.MapaDeRiesgos = paac.en_blanco(plan.entidad, vigencia=2026)  # MAL un plan por él
paac.generar(mapa, "mapa-v5", 3)  # MAL número por destino
reporte.guardar("a.docx", tipos="docx")  # MAL un argumento que no hay
reporte.avisos.append(1)  # MAL una tupla no se agranda
plan.vigencia = 2027  # MAL un plan no cambia
nombre = plan.dependencias[0].nonbre  # MAL un dato mal escrito
texto: str = plan.vigencia  # MAL un año no es un texto
avance: float = paac.analizar(plan).todo.avance  # MAL un Decimal, o nada
otro = paac.analizar(plan).todo.avance + 1  # MAL puede no saberse
anfitrion.antes_de_cerrar(plan, date(2026, 8, 31), hoy="2026")  # MAL un texto por una fecha
anfitrion.cabeceras("docx", reporte)  # MAL al revés
anfitrion.plan_de(plan)  # MAL un plan por instantánea
pasa = paac.verificar("a.docx", plan).pasaa  # MAL un atributo mal escrito
paac.Seguimiento(corte="2026-04-30")  # MAL un texto por una fecha
paac.Seguimiento(text="x", corte=date(2026, 4, 30))  # MAL un dato mal escrito
paac.Actividad("1.1")  # MAL por posición
paac.Entidad()  # MAL falta el nombre
paac.Firma(nombre="A")  # MAL falta el rol
paac.emitir(plan, formato=3, tipo="docx")  # MAL un número por un formato
paac.leer("a.docx", columnas=["a"])  # MAL lista por mapa
paac.leer("a.yaml").sin_dudas().guardar("b.yaml")  # MAL un plan no se guarda solo
paac.plan_desde_datos('{"entidad": 1}')  # MAL texto por diccionario
paac.formato_desde_datos("formato.toml")  # MAL una ruta por unos datos
paac.formato_desde_word(3)  # MAL un número por un Word
paac.filas_de(reporte)  # MAL un reporte por un plan
ficha = paac.formatos_disponibles()["paac-plan"]  # MAL es una lista de fichas
paac.Metodologia(blancos="propia")  # MAL un modo que no hay
