"""Cada puerta pública, con lo que casi todo programa le da: ``python -m ayudas.puertas HECHO FALTA``.

``HECHO`` es la carpeta que dejó ``preparar``, y ``FALTA``, el módulo de otros que se esconde antes de
cargar nada de la casa. Escribe, por puerta, en qué terminó: ``""`` si sirvió, y si no, la clase del
error, sus códigos y su texto.
"""

import functools
import io
import json
import sys
import warnings
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

CORTE = date(2026, 4, 30)
DATOS: dict[str, Any] = {
    "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
    "vigencia": 2026,
    "textos": {"presentacion": "Con **negrita**, llame al +57 602 123 4567."},
    "dependencias": [
        {
            "nombre": "SECRETARÍA DE PLANEACIÓN",
            "componentes": [
                {
                    "numero": 1,
                    "nombre": "Gestión del riesgo",
                    "subcomponentes": [
                        {
                            "nombre": "Política",
                            "actividades": [
                                {
                                    "codigo": "1.1",
                                    "descripcion": "Publicar el mapa de riesgos",
                                    "meta": "Mapa publicado",
                                    "responsable": "Planeación",
                                    "fecha_programada": "31/01/2026",
                                    "seguimientos": [
                                        {
                                            "corte": CORTE.isoformat(),
                                            "texto": "Se publicó. +57 602 1234567",
                                            "avance": 12345.5 / 200,
                                        }
                                    ],
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ],
}
DEL_MAPA: dict[str, Any] = {
    "version_contrato": 1,
    "mapa": {
        "entidad": {"nombre": "MUNICIPIO DE PRUEBA"},
        "vigencia": 2026,
        "procesos": [{"nombre": "Contratación", "riesgos": [{"descripcion": "Que se pierda"}]}],
    },
}
EN = {"plan": "MCCO.101.18.F.20", "informe": "informe-seguimiento", "mapa": "mapa-v5"}


def preparar(carpeta: Path) -> None:
    """Los archivos que las puertas reciben, hechos con todo instalado."""
    import openpyxl

    import paac_reportes as paac

    (carpeta / "plan.json").write_text(json.dumps(DATOS), "utf-8")
    (carpeta / "mapa.json").write_text(json.dumps(DEL_MAPA), "utf-8")
    plan, mapa = (
        paac.leer(carpeta / "plan.json").sin_dudas(),
        paac.leer(carpeta / "mapa.json", como="mapa").sin_dudas(),
    )
    for tipo in ("yaml", "xlsx"):
        paac.guardar_datos(plan, carpeta / f"plan.{tipo}")
        paac.guardar_datos(mapa, carpeta / f"mapa.{tipo}")
    paac.capturar(plan, CORTE, carpeta / "oficinas")
    suyo = paac.reporte(plan, EN["plan"], corte=CORTE)
    suyo.guardar(carpeta / "hecho.docx", carpeta / "hecho.xlsx", acta=carpeta / "acta.json")
    (carpeta / "cuerpo.docx").write_bytes(paac.cuerpo_de("informe-ejecutivo"))
    (carpeta / "filas.csv").write_text("actividad.descripcion;vigencia\nPublicar;2026\n", "utf-8")
    libro = openpyxl.Workbook()
    hoja = libro.worksheets[0]
    hoja.append(["Componente", "Actividad programada", "Meta o producto", "Responsable", "Avanse"])
    hoja.append(["1. Riesgos", "Publicar el mapa", "Un mapa", "Planeación", "50%"])
    libro.save(carpeta / "ajena.xlsx")


def puertas(de: Path) -> dict[str, Callable[[], Any]]:
    """Cada una por su nombre; las que van con algo más, ``nombre algo``."""
    import paac_reportes as paac
    from paac_reportes.cli import main

    plan = paac.desde_datos(DATOS).contenido
    mapa = paac.desde_datos(DEL_MAPA, como="mapa").contenido
    fila = [{"actividad.descripcion": "Publicar", "seguimiento.avance": "50 %"}]
    matriz = functools.partial(paac.formato_de_columnas, "T", {"a": "A"}, total="Total")
    informe = functools.partial(paac.reporte, plan, EN["informe"], corte=CORTE)

    def en_orden(*orden: str) -> None:
        with redirect_stderr(io.StringIO()) as dicho, redirect_stdout(io.StringIO()):
            try:
                codigo = main([*orden])
            except SystemExit as termina:  # --completar, que no es de una orden
                codigo = int(termina.code or 0)
        if codigo == 3 and "hace falta" in dicho.getvalue():
            falla = paac.Falla("falta_programa", "", dicho.getvalue())
            raise paac.ErrorDeEntorno(falla)
        assert codigo in {0, 4}, dicho.getvalue()

    hay: dict[str, Callable[[], Any]] = {
        "analizar": lambda: paac.analizar(plan, corte=CORTE),
        "analizar un mapa": lambda: paac.analizar(mapa),
        "calendario": lambda: paac.calendario(2026),
        "capturar": lambda: paac.capturar(plan, CORTE, de / "otras", reemplazar=True),
        "comparar": lambda: paac.comparar(paac.analizar(plan), paac.analizar(plan)),
        "cifras_en_filas": lambda: paac.cifras_en_filas([plan], corte=CORTE),
        "cuerpo_de": lambda: paac.cuerpo_de("informe-ejecutivo"),
        "datos_de": lambda: paac.datos_de(plan),
        "desde_datos": lambda: paac.desde_datos(DATOS),
        "desde_filas": lambda: paac.desde_filas(fila, entidad="E", vigencia=2026, corte=CORTE),
        "donde": lambda: paac.donde(plan, "dependencias[0]"),
        "Reporte.emitir": lambda: (
            paac.reporte(plan, EN["plan"], corte=CORTE).emitir("docx").contenido
        ),
        "en_blanco": lambda: paac.en_blanco(plan.entidad, vigencia=2026),
        "en_lote": lambda: [
            hecho.falla
            for hecho in paac.en_lote(
                [
                    paac.modelo.Encargo(
                        contenido=plan, formato=EN["plan"], corte=CORTE, tipos=("docx",)
                    )
                ],
                de / "lote",
            )
        ],
        "esquema": paac.esquema,
        "filas_de": lambda: paac.filas_de(plan),
        "formato_de_columnas": matriz,
        "formato_de_columnas y filas": lambda: paac.reporte(
            plan.entidad, matriz(), filas=[{"a": 12.5}]
        ).emitir("xlsx"),
        "formato_desde_datos": lambda: paac.formato_desde_datos(
            {"codigo": "a", "base": "paac-plan", "nombre": "A", "version": "1"}
        ),
        "formato_desde_word": lambda: paac.formato_desde_word(
            (de / "cuerpo.docx").read_bytes(), base="informe-ejecutivo"
        ),
        "formatos_disponibles": lambda: str(paac.formatos_disponibles()),
        "Reporte.guardar": lambda: paac.reporte(plan, EN["plan"], corte=CORTE).guardar(
            de / "a.pdf"
        ),
        "guardar_datos": lambda: paac.guardar_datos(plan, de / "g.xlsx"),
        "guardar yaml": lambda: paac.guardar_datos(plan, de / "g.yaml"),
        "Calendario.guardar": lambda: paac.calendario(2026).guardar(de / "c.json"),
        "Reunion.guardar": lambda: paac.reunir(_libros(de), base=plan).guardar(de / "r.json"),
        "guardar un mapa": lambda: paac.guardar_datos(mapa, de / "m.xlsx"),
        "guardar json": lambda: paac.guardar_datos(plan, de / "p.json"),
        "anfitrion.huella": lambda: str(paac.anfitrion.huella()),
        "leer": lambda: paac.leer(de / "hecho.docx", como=None, por_rotulos=True),
        "leer ajena.xlsx": lambda: paac.leer(
            de / "ajena.xlsx", como=None, entidad="E", corte=CORTE
        ),
        "leer_formato": lambda: paac.leer_formato(_un_formato(de)),
        "leer mapa.json": lambda: paac.leer(de / "mapa.json", como="mapa").sin_dudas(),
        "leer plan.json": lambda: paac.leer(de / "plan.json").sin_dudas(),
        "en_blanco un mapa": lambda: paac.en_blanco(plan.entidad, como="mapa", vigencia=2026),
        "desde_datos con nit": lambda: (
            paac.desde_datos(
                {**DATOS, "entidad": {"nombre": "M", "nit": "890.399.011-3"}}
            ).contenido
        ),
        "desde_datos con errata": lambda: paac.desde_datos({**DATOS, "vigensia": 1}).contenido,
        "anfitrion.recomendaciones_por_oficina": lambda: paac.anfitrion.recomendaciones_por_oficina(
            plan, corte=CORTE
        ),
        "oficios": lambda: paac.oficios(plan, CORTE, de / "oficios"),
        "recomendar": lambda: paac.recomendar(plan, corte=CORTE),
        "reporte": lambda: (
            informe().avisos,
            informe()._repr_mimebundle_(),
            informe().emitir("csv").acta,
        ),
        "reporte publico": lambda: (
            paac.reporte(plan, EN["plan"], corte=CORTE).publico().emitir("html")
        ),
        "reporte del mapa": lambda: paac.reporte(mapa, EN["mapa"]).emitir("xlsx"),
        "reunir": lambda: paac.reunir(_libros(de), base=plan),
        "revisar": lambda: paac.revisar(plan),
        "revisar un mapa": lambda: paac.revisar(mapa),
        "verificar": lambda: paac.verificar(de / "hecho.docx", informe()),
        "verificar con acta": lambda: paac.verificar(de / "hecho.xlsx", acta=de / "acta.json"),
        "anfitrion.salidas": lambda: list(paac.anfitrion.salidas()),
        "anfitrion.salidas de un informe": lambda: paac.anfitrion.salidas(informe()),
        "anfitrion.antes_de_cerrar": lambda: paac.anfitrion.antes_de_cerrar(plan, CORTE, hoy=CORTE),
        "anfitrion.instantanea": lambda: paac.anfitrion.plan_de(paac.anfitrion.instantanea(plan)),
        "anfitrion.etag": lambda: paac.anfitrion.etag(informe(), "docx"),
        "anfitrion.responder": lambda: paac.anfitrion.responder(informe(), "csv"),
        "anfitrion.armar": lambda: paac.anfitrion.armar(
            paac.Plan, paac.anfitrion.datos_de_uno(plan)
        ),
    }
    for archivo in ("plan.yaml", "plan.xlsx", "mapa.yaml", "mapa.xlsx", "hecho.xlsx"):
        hay[f"leer {archivo}"] = functools.partial(paac.leer, de / archivo, como=None)
    for tipo in informe().tipos:
        hay[f"emitir {tipo}"] = functools.partial(lambda t: informe().emitir(t), tipo)
    plan_json, hecho = str(de / "plan.json"), str(de / "hecho.docx")
    ordenes = [
        ["revisar", str(de / "mapa.yaml")],
        ["leer", hecho, "--con", "por-rotulos=si", "--salida", str(de / "leido.json")],
        ["analizar", plan_json],
        ["formatos", "paac-plan"],
        ["generar", plan_json, "--formato", EN["informe"], "--salida", str(de / "o.pdf")],
        ["verificar", hecho, "--contra", plan_json, "--formato", EN["plan"]],
        ["--completar", "bash"],
    ]
    return hay | {f"orden {o[0]}": functools.partial(en_orden, *o) for o in ordenes}


def _libros(de: Path) -> list[Path]:
    return sorted((de / "oficinas").glob("*.xlsx"))


def _un_formato(de: Path) -> Path:
    carpeta = de / "uno"
    carpeta.mkdir(exist_ok=True)
    (carpeta / "formato.toml").write_text(
        'codigo = "uno"\nbase = "paac-plan"\nnombre = "Uno"\nversion = "1"\n', "utf-8"
    )
    return carpeta


def _probar(puerta: Callable[[], Any]) -> list[str]:
    from paac_reportes.errores import ErrorPaac

    try:
        puerta()
    except ErrorPaac as error:
        return [type(error).__name__, ",".join(f.codigo for f in error.fallas), str(error)]
    except Exception as error:  # noqa: BLE001 - cualquiera es lo que la prueba busca
        return [type(error).__name__, "", str(error)]
    return []


if __name__ == "__main__":
    hecho, falta = sys.argv[1:]
    if falta:
        sys.modules[falta] = None  # type: ignore[assignment]
    warnings.simplefilter("ignore")
    terminaron = {n: _probar(puerta) for n, puerta in puertas(Path(hecho)).items()}
    sys.stdout.write(json.dumps(terminaron))
