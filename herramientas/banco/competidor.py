"""La biblioteca en el banco comparativo: mismos datos y contrato, del plan a los bytes.

python medir.py word --escalas 1,10 --agregar …/herramientas/banco/competidor.py
"""

from datetime import date
from pathlib import Path
from typing import Any

from excel import competidor as en_excel
from word import competidor as en_word

import paac_reportes as paac

FORMATO = paac.leer_formato(Path(__file__).parent / "formato")
CORTE = date(2020, 8, 31)
MODULOS = ("paac_reportes", "paac_reportes.composicion", "paac_reportes.textos.plano")


def preparar(informe: dict[str, Any]) -> paac.Plan:
    """El informe del banco como plan; no se cronometra."""
    dependencias = [
        {"nombre": d["nombre"], "componentes": [componente(c) for c in d["componentes"]]}
        for d in informe["dependencias"]
    ]
    entidad = {"nombre": informe["entidad"]}
    return paac.desde_datos({"entidad": entidad, "dependencias": dependencias}).contenido


def componente(del_banco: dict[str, Any]) -> dict[str, Any]:
    """Un componente en la forma del contrato."""
    numero, nombre = del_banco["titulo"].removeprefix("Componente ").split(": ", 1)
    armado: dict[str, Any] = {"numero": int(numero), "nombre": nombre}
    for subcomponente, filas in del_banco["grupos"]:
        if subcomponente is None:
            armado["tramites"] = [tramite(fila) for fila in filas]
        else:
            grupo = {"nombre": subcomponente, "actividades": [actividad(fila) for fila in filas]}
            armado.setdefault("subcomponentes", []).append(grupo)
    return armado


def actividad(fila: list[Any]) -> dict[str, Any]:
    """Código, descripción, meta, responsable, fecha y seguimiento."""
    claves = ("codigo", "descripcion", "meta", "responsable", "fecha_programada")
    return con_seguimiento(claves, fila)


def tramite(fila: list[Any]) -> dict[str, Any]:
    """Las once columnas del componente 2."""
    claves = (
        *("numero", "nombre", "tipo_racionalizacion", "accion", "situacion_actual", "mejora"),
        *("beneficio", "responsable", "fecha_inicio", "fecha_fin"),
    )
    return con_seguimiento(claves, fila)


def con_seguimiento(claves: tuple[str, ...], fila: list[Any]) -> dict[str, Any]:
    """Las claves con sus textos y el último valor como seguimiento del corte."""
    *valores, texto = map(como_texto, fila)
    armada: dict[str, Any] = dict(zip(claves, valores, strict=True))
    return armada | {"seguimientos": [{"corte": CORTE, "texto": texto}]} if texto else armada


def como_texto(valor: object) -> str:
    """Las fechas del banco, como las escribe una oficina."""
    return valor.strftime("%d/%m/%Y") if isinstance(valor, date) else str(valor)


@en_word("paac_reportes", *MODULOS, "paac_reportes.escritores.docx")
def informe_word(plan: paac.Plan) -> bytes:
    """Del plan a los bytes del .docx."""
    return paac.reporte(plan, FORMATO, corte=CORTE).emitir("docx").contenido


@en_excel("paac_reportes", *MODULOS, "paac_reportes.escritores.xlsx")
def informe_excel(plan: paac.Plan) -> bytes:
    """Del plan a los bytes del .xlsx, con el alto de cada fila calculado."""
    return paac.reporte(plan, FORMATO, corte=CORTE).emitir("xlsx").contenido


informe_word.preparar = informe_excel.preparar = preparar  # type: ignore[attr-defined]
