"""Equivocaciones de quien usa la biblioteca: cada renglón marcado ha de ser un error.

No se ejecuta: lo leen mypy y pyright (``test_tipos.py``).
"""

from datetime import date
from pathlib import Path

import paac_reportes as paac
from paac_reportes import anfitrion, modelo, tipos

plan = paac.leer("plan.yaml").sin_dudas()
mapa = paac.leer("mapa.yaml", como="mapa").sin_dudas()
reporte = paac.reporte(plan, "paac-plan")
paac.reprote(plan, "paac-plan")  # MAL un nombre mal escrito
modelo.Actividda()  # MAL una clase mal escrita
paac.Cifras()  # MAL está en un módulo, y no en la entrada
tipos.Actividad()  # MAL está en otro módulo
paac.generar(plan, "paac-plan", "a.docx")  # MAL un nombre que no hay
paac.leer_plan("plan.yaml")  # MAL otro
paac.reporte(1, "paac-plan")  # MAL un número por un plan
paac.reporte(plan)  # MAL falta el formato
paac.reporte(plan, "paac-plam")  # MAL un código mal escrito
paac.reporte(plan, "paac-plan", corrte=date(2026, 4, 30))  # MAL un argumento mal escrito
paac.reporte(plan, "paac-plan", corte="2026-04-30")  # MAL un texto por una fecha
paac.reporte(plan, "paac-plan", publico=True)  # MAL lo público se pide en publico()
paac.reporte(plan, "paac-plan", plantillas="p")  # MAL las plantillas son de leer_formato
paac.reporte(plan, "paac-plan", filas=3)  # MAL un número por unas filas
paac.reporte(plan, formato=3)  # MAL un número por un formato
paac.reporte(plan, "paac-plan", metodologia={"metdo": "ponderado"})  # MAL una clave mal escrita
reporte.guardar()  # MAL falta el destino
reporte.guardar(3)  # MAL número por destino
reporte.guardar("a.docx", tipos="docx")  # MAL un argumento que no hay
reporte.guardar("a.docx", tipo="dox")  # MAL un tipo que no hay
reporte.publico(cedulas="no")  # MAL un texto por un sí o no
reporte.emitir("dox")  # MAL un tipo que no hay
reporte.emitir("docx").contenido.guardar("a.docx")  # MAL los bytes no se guardan
reporte.emitr("docx")  # MAL un método mal escrito
_ = reporte.por_revisar  # MAL sólo del público
reporte.corte = date(2026, 4, 30)  # MAL un reporte no cambia
primero: str = reporte.avisos[0].texto  # MAL un atributo que no hay
reporte.avisos.append(1)  # MAL una tupla no se agranda
archivo: str = reporte.guardar("a.docx")  # MAL lo guardado no es una ruta
contenido: bytes = reporte.emitir("docx")  # MAL la emisión no son los bytes
leido: paac.Plan = paac.leer("plan.yaml")  # MAL una lectura no es un plan
leido.dependencias = ()  # MAL un plan no cambia
_ = paac.leer("plan.yaml").plan  # MAL se llama contenido
paac.leer("plan.yaml", como="maapa")  # MAL una palabra que no hay
paac.leer("a.docx", columnas=["a"])  # MAL lista por mapa
paac.leer("a.docx", formato="paac-plan")  # MAL un argumento que no hay
paac.leer("a.yaml").sin_dudas().guardar("b.yaml")  # MAL un plan no se guarda solo
paac.desde_filas([], entidad="E", vigencia="2026")  # MAL un texto por un año
paac.desde_filas([], entidad="E", firma=[])  # MAL una clave del plan mal escrita
paac.desde_filas(5, entidad="E")  # MAL un número por unas filas
paac.desde_datos('{"entidad": 1}')  # MAL texto por diccionario
paac.guardar_datos(plan, "plan.yaml", tipo="docx")  # MAL un tipo que no es de datos
paac.guardar_datos("plan.yaml", plan)  # MAL al revés
paac.formato_de_columnas("T", {"a": "A"}, paguina={})  # MAL una clave del formato mal escrita
paac.formato_de_columnas("T", [{"rotulo": "A", "anchoo": 9}])  # MAL una clave de columna
paac.formato_de_columnas("T", [{"rotulo": "A", "numero": {"decimal": 2}}])  # MAL y una de número
paac.formato_de_columnas("T", {"a": 3})  # MAL un número por un rótulo
paac.formato_de_columnas("T", {"a": {"columnas": {"a": 3}}})  # MAL en una de varias tablas
paac.formato_de_columnas("T", {"a": {"columnas": {"a": "A"}}}, total="T")  # MAL lo dice cada una
paac.formato_de_columnas("T", {"a": "A"}, total=3)  # MAL un número por un rótulo
paac.formato_desde_datos("formato.toml")  # MAL una ruta por unos datos
paac.formato_desde_word(3)  # MAL un número por un Word
modelo.Seguimiento(corte=date(2026, 4, 30), estado="cumplido")  # MAL un estado que no hay
modelo.Seguimiento(corte=date(2026, 4, 30), evidencias="una")  # MAL un texto por una lista
modelo.Seguimiento(corte="2026-04-30")  # MAL un texto por una fecha
modelo.Seguimiento(text="x", corte=date(2026, 4, 30))  # MAL un dato mal escrito
modelo.Componente(subcomponentes=[modelo.Actividad()])  # MAL una actividad por un subcomponente
modelo.Actividad("1.1")  # MAL por posición
modelo.Firma(nombre="A")  # MAL falta el rol
modelo.Metodologia(blancos="propia")  # MAL un modo que no hay
paac.Plan(entidad="E", componentes=[])  # MAL un texto por una entidad
paac.Entidad()  # MAL falta el nombre
plan.vigencia = 2027  # MAL un plan no cambia
nombre = plan.dependencias[0].nonbre  # MAL un dato mal escrito
texto: str = plan.vigencia  # MAL un año no es un texto
paac.calendario(2026, periodicidad="bimestral")  # MAL una periodicidad que no hay
paac.calendario(2026, regimen="paac")  # MAL un régimen que no hay
paac.analizar(plan, metodologia={"metodo": "media"})  # MAL un método que no hay
avance: float = paac.analizar(plan).todo.avance  # MAL un Decimal, o nada
otro = paac.analizar(plan).todo.avance + 1  # MAL puede no saberse
las_del_mapa: tipos.CifrasDelMapa = paac.analizar(plan)  # MAL las de un plan por las de un mapa
el_mapa: paac.MapaDeRiesgos = paac.en_blanco(plan.entidad, vigencia=2026)  # MAL un plan por él
paac.comparar(plan, mapa)  # MAL un mapa con un plan
_ = paac.revisar(plan).faltas  # MAL un atributo que no hay
for aviso in paac.revisar(plan):  # MAL una revisión no se recorre
    assert aviso
_ = paac.recomendar(plan).recomendaciones  # MAL una lectura no es un plan
paac.filas_de(reporte)  # MAL un reporte por un plan
paac.cifras_en_filas([1, 2])  # MAL números por planes
paac.Falla("plan", "mal")  # MAL falta el código
paac.reunir(["a.xlsx"], base=plan, prefirir="base")  # MAL un argumento mal escrito
paac.reunir(["a.xlsx"], base=plan, preferir="primero")  # MAL una preferencia que no hay
_ = paac.reunir(["a.xlsx"], base=plan).plan  # MAL se llama contenido
paac.capturar(plan, "2026-04-30", "libros")  # MAL un texto por una fecha
paac.capturar(plan, date(2026, 4, 30))  # MAL falta la carpeta
libros: tuple[Path, ...] = paac.capturar(plan, date(2026, 4, 30), "libros")  # MAL es un Guardado
paac.oficios(plan, date(2026, 4, 30), "cartas", tipos=["xlsx"])  # MAL una carta no es un libro
modelo.Encargo(contenido=plan, formato="paac-plan", corte="2026")  # MAL un texto por una fecha
modelo.Encargo(contenido="p.yaml")  # MAL falta el formato
paac.en_lote(plan, "salida")  # MAL un plan por encargos
paac.verificar(Path("a.docx"), reporte, fecha="2026")  # MAL un texto por una fecha
paac.verificar("a.docx", plan)  # MAL un plan por su reporte
paac.verificar("a.docx")  # MAL contra nada
pasa = paac.verificar("a.docx", reporte).pasaa  # MAL un atributo mal escrito
anfitrion.antes_de_cerrar(plan, date(2026, 8, 31), hoy="2026")  # MAL un texto por una fecha
anfitrion.cabeceras("docx", reporte)  # MAL al revés
anfitrion.plan_de(plan)  # MAL un plan por instantánea
_ = anfitrion.responder(reporte, "docx").headers  # MAL un atributo que no hay
ficha = paac.formatos_disponibles()["paac-plan"]  # MAL es una lista de fichas
