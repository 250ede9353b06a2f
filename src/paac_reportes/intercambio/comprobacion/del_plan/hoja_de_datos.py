"""La hoja de datos de un libro contra las filas del plan, sin pasar por quien la compuso."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.intercambio.comprobacion.certificado import Diferencia
from paac_reportes.intercambio.comprobacion.visible import Cuadro, Renglon, Zona, literal
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import CLAVES, filas_de
from paac_reportes.textos.valores import como_texto

_LETRAS = 32_767
_OCULTA = "⟦columna oculta: "
_CORTE = "seguimiento.corte"


def filas_que_difieren(
    plan: Plan, corte: date | None, zonas: Sequence[Zona]
) -> Iterator[Diferencia]:
    """Cada fila del plan hasta el corte, en su orden y con todos sus datos."""
    cuadros = [bloque for zona in zonas for bloque in zona.bloques if isinstance(bloque, Cuadro)]
    for cuadro in cuadros:
        rotulos = _rotulos(cuadro.filas[0] if cuadro.filas else {})
        if not {"ruta", _CORTE} <= rotulos.keys():
            continue
        esperadas = list(_hasta(plan, corte))
        for numero, fila in enumerate(esperadas, 1):
            hallada = cuadro.filas[numero] if numero < len(cuadro.filas) else {}
            yield from _de_fila(cuadro, numero, fila, hallada, rotulos)
        for numero in range(len(esperadas) + 1, len(cuadro.filas)):
            yield Diferencia(cuadro.lugar_de(numero), None, _dicho(cuadro.filas[numero]))


def _rotulos(fila: Renglon) -> dict[str, int]:
    """La columna de cada clave, esté a la vista u oculta."""
    limpios = ((_sin_ocultar(casilla.texto), columna) for columna, casilla in fila.items())
    return {
        rotulo: columna for rotulo, columna in limpios if rotulo in CLAVES or "extras." in rotulo
    }


def _sin_ocultar(texto: str) -> str:
    dicho = texto.removeprefix(_OCULTA)
    return dicho if dicho == texto else dicho.removesuffix("⟧")


def _hasta(plan: Plan, corte: date | None) -> Iterator[dict[str, Any]]:
    """Las de los cortes hasta ése; de la que no tiene ninguno, una sin seguimiento."""
    filas = filas_de(plan)
    con_alguno = {f["ruta"] for f in filas if _es_de_antes(f, corte)}
    puestas: set[str] = set()
    for fila in filas:
        if _es_de_antes(fila, corte):
            yield fila
        elif fila["ruta"] not in con_alguno and fila["ruta"] not in puestas:
            puestas.add(fila["ruta"])
            yield {k: None if k.startswith("seguimiento.") else v for k, v in fila.items()}


def _es_de_antes(fila: Mapping[str, Any], corte: date | None) -> bool:
    return fila[_CORTE] is not None and (corte is None or fila[_CORTE] <= corte)


def _de_fila(
    cuadro: Cuadro, numero: int, fila: Mapping[str, Any], hallada: Renglon, rotulos: dict[str, int]
) -> Iterator[Diferencia]:
    for clave, valor in fila.items():
        if clave not in rotulos:
            if valor not in (None, "", ()):
                yield Diferencia(f"{cuadro.lugar}, columna {clave}", como_texto(valor), None)
            continue
        columna = rotulos[clave]
        escrito = _sin_ocultar(hallada[columna].texto) if columna in hallada else ""
        if escrito not in _formas(valor):
            yield Diferencia(cuadro.lugar_de(numero, columna), _formas(valor)[0], escrito)


def _formas(valor: Any) -> tuple[str, ...]:
    """Como se ve en su celda; un extra puede ir como texto si en otra fila lo es."""
    if isinstance(valor, tuple):
        valor = "\n".join(valor)
    if isinstance(valor, str):
        return (literal(valor.encode("utf-16-le")[: 2 * _LETRAS].decode("utf-16-le", "ignore")),)
    if isinstance(valor, int | Decimal) and not isinstance(valor, bool):
        return f"{Decimal(valor).normalize():f}".replace(".", ","), como_texto(valor)
    return (como_texto(valor),)


def _dicho(fila: Renglon) -> str:
    return " | ".join(casilla.texto for casilla in fila.values())
