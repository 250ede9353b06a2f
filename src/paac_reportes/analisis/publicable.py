"""Lo que a un plan le falta antes de publicarse: sólo lo que una norma leída pide o sostiene.

Los componentes son los de la guía de su régimen; que cada actividad diga su meta y su responsable
lo pide del plan de acción, al que se integra, la Ley 1474 de 2011, artículo 74. Sin su fecha no se
sabe cuándo debe estar, y nada se le puede seguir.
"""

import re
from collections.abc import Iterator

from paac_reportes.analisis.filas import fecha_de_fila
from paac_reportes.errores import Aviso
from paac_reportes.modelo import Actividad, Componente, FilaDeMatriz, Plan
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import Parada, objetos_de, recorrer
from paac_reportes.normativa.regimenes import ComponenteDeRegimen, regimen_del_plan
from paac_reportes.textos.frases import citado
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista

_LETRAS = 4
"""Las de una palabra que dice algo, al menos."""
_ADICIONALES = "iniciativas adicionales"
_CANTIDAD = re.compile(
    r"\d|%|\b(?:un|una|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|cien|ciento|tod[oa]s?"
    r"|cada|total|ningun[oa]?)\b"
)


def faltas_del_plan(plan: Plan) -> Iterator[Aviso]:
    """Avisos de lo que le falta a un plan: primero los componentes y después cada fila."""
    yield from _componentes(plan)
    filas = recorrer(plan, *FILAS)
    if not filas:
        yield Aviso("plan_sin_filas", "componentes", "no trae ninguna actividad ni ningún trámite")
    dicen: dict[tuple[int, str], str] = {}
    for lugar in filas:
        yield from _datos_en_blanco(lugar, plan.vigencia, dicen)
        yield from _meta_sin_medida(lugar)


def _componentes(plan: Plan) -> Iterator[Aviso]:
    """Avisos de los componentes que la guía pide y ninguno del plan nombra."""
    regimen = regimen_del_plan(plan, None)
    if regimen.nombres_por_confirmar:  # no se exige lo que nadie ha confirmado
        motivo = (
            f"los componentes del {regimen.sigla} no se comprobaron:"
            f" {regimen.nombres_por_confirmar[0].lower()}{regimen.nombres_por_confirmar[1:]}"
        )
        yield Aviso("componente_sin_comprobar", "componentes", motivo)
        return
    del_plan = {_palabras(componente.nombre or "") for componente in objetos_de(plan, Componente)}
    for pedido in regimen.componentes:
        if en_plano(pedido.nombre) != _ADICIONALES and not _esta_en_el_plan(pedido, del_plan):
            guia = f" ({regimen.version})" if regimen.version else ""
            motivo = f"falta «{pedido.nombre}», que pide la guía del {regimen.sigla}{guia}"
            yield Aviso("componente_ausente", "componentes", motivo)


def _esta_en_el_plan(pedido: ComponenteDeRegimen, del_plan: set[frozenset[str]]) -> bool:
    """Si comparte con un componente del plan la mitad de las palabras del que dice menos.

    «Servicio al Ciudadano» es «Mecanismos para Mejorar la Atención al Ciudadano»: en la duda está:
    a nadie se le dice que le falta lo que llamó de otro modo.
    """
    palabras = _palabras(pedido.nombre)
    return any(
        2 * len(palabras & palabras_del_otro) >= min(len(palabras), len(palabras_del_otro))
        for palabras_del_otro in del_plan - {frozenset()}
    )


def _palabras(nombre: str) -> frozenset[str]:
    """Palabras que dicen algo, sin plural: «Trámites» y «Trámite» son la misma."""
    palabras = re.findall(r"\w+", en_plano(nombre))
    return frozenset(palabra.removesuffix("s") for palabra in palabras if len(palabra) >= _LETRAS)


def _datos_en_blanco(
    lugar: Parada, vigencia: int | None, dicen: dict[tuple[int, str], str]
) -> Iterator[Aviso]:
    """Aviso de los datos que la fila no dice; ``dicen``, qué fila del componente dijo cada uno.

    El blanco bajo una fila que sí lo dice puede ser de su misma celda combinada, y no es grave; el
    de todos sí: una celda combinada se lee en cada fila que cubre.
    """
    fila, tabla = lugar.objeto, id(lugar.de_afuera["componente"])
    textos = {
        "responsable": _sin_guiones(fila.responsable),
        "fecha": _sin_guiones(fecha_de_fila(fila, vigencia).literal),
    }
    if isinstance(fila, Actividad):
        textos["meta ni indicador"] = _sin_guiones(fila.meta) or _sin_guiones(fila.indicador)
    faltan = [nombre for nombre, texto in textos.items() if not texto]
    de_arriba = [dicen[tabla, nombre] for nombre in faltan if (tabla, nombre) in dicen]
    es_toda = len(faltan) == len(textos)
    graves = [nombre for nombre in faltan if es_toda or (tabla, nombre) not in dicen]
    dicen |= {(tabla, nombre): _nombre(fila) for nombre, texto in textos.items() if texto}
    if graves:
        motivo = f"no dice su {', ni su '.join(graves)}"
        if es_toda and de_arriba:
            filas = lista([*dict.fromkeys(de_arriba)])
            motivo += f": si son los de {filas}, de arriba, escríbalos también en esta fila"
        yield Aviso("fila_incompleta", lugar.ruta, motivo)
    if demas := [nombre for nombre in faltan if nombre not in graves]:
        motivo = f"no dice su {', ni su '.join(demas)}: si es de la celda de arriba, escríbalo"
        yield Aviso("fila_en_blanco", lugar.ruta, motivo)


def _nombre(fila: FilaDeMatriz) -> str:
    """Código de una fila, ``2.1``; sin él, el comienzo de su texto."""
    return fila.identificador or citado(fila.texto) or "una fila sin texto"


def _meta_sin_medida(lugar: Parada) -> Iterator[Aviso]:
    """Aviso de una actividad cuya meta, con su indicador, no dice cuánto."""
    fila = lugar.objeto
    if isinstance(fila, Actividad):
        medida = " ".join(filter(None, (fila.meta, fila.indicador)))
        if _sin_guiones(medida) and not _CANTIDAD.search(en_plano(medida)):
            motivo = "la meta no dice cuánto, y no se puede comprobar"
            yield Aviso("meta_sin_medida", f"{lugar.ruta}.meta", motivo)


def _sin_guiones(texto: str | None) -> str:
    """El texto; vacío, si es sólo un guion o «N/A»."""
    plano = en_plano(texto or "")
    return "" if plano.strip(" -/.") in {"", "na", "n/a", "no aplica"} else (texto or "")
