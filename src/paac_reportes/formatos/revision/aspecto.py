"""Lo que el aspecto de las columnas promete: colores de algo que existe y letras que se leen."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from paac_reportes.analisis.plano import en_plano
from paac_reportes.errores import Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.columnas import Columna, que_muestra
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.pagina import EstiloDeFormato
from paac_reportes.formatos.definicion.recorridos import FILA_LIBRE, Recorre, extra_de
from paac_reportes.formatos.revision.columnas import recorridos_de, valores_de
from paac_reportes.maqueta.estilos import CONTRASTE, contraste

_CON_ZONA = ("seguimiento.avance", "cifras.zona")
"""Los datos que dicen de qué zona son: un porcentaje, o su nombre."""

_NEGRO, _BLANCO = "000000", "FFFFFF"


def fallas_de_aspecto(formato: Formato) -> Iterator[Falla]:
    """Las de los colores y los estilos de las columnas."""
    de_celda = formato.estilos.get("celda", EstiloDeFormato())
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            lugar = f"tablas.{nombre}.columnas[{indice}]"
            yield from _colores(f"{lugar}.colores", columna, recorridos_de(tabla))
            yield from _letra(f"{lugar}.estilo", columna.estilo, de_celda)


def _letra(lugar: str, estilo: EstiloDeFormato, base: EstiloDeFormato) -> Iterator[Falla]:
    """La que una columna cambia tiene que leerse sobre su relleno."""
    if estilo.color is None and estilo.relleno is None:
        return
    color = estilo.color or base.color or _NEGRO
    relleno = estilo.relleno or base.relleno or _BLANCO
    razon = contraste(color, relleno)
    if razon < CONTRASTE:
        motivo = (
            f"la letra {color} no se lee sobre {relleno}: su contraste es"
            f" {_con_coma(razon)} y se esperaba al menos {_con_coma(CONTRASTE)}"
        )
        yield Falla(lugar, motivo)


def _con_coma(razon: float) -> str:
    return f"{razon:.1f}".replace(".", ",")


def _colores(lugar: str, columna: Columna, recorren: Sequence[Recorre]) -> Iterator[Falla]:
    if not columna.colores:
        return
    if len(columna.dato) > 1:
        yield Falla(lugar, "se esperaba una columna de un solo dato")
        return
    if columna.colores == "zona":
        if not all(_puede_tener_zona(dato, recorren) for dato in columna.dato):
            esperados = " o ".join(_CON_ZONA)
            motivo = f"por zona se colorea un avance ({esperados}), no {que_muestra(columna)}"
            yield Falla(lugar, motivo)
        return
    posibles = _lo_que_dice(columna, recorren)
    conocidos = set(map(en_plano, posibles))
    for valor in columna.colores if posibles else ():
        if en_plano(valor) not in conocidos:
            (cercano,) = get_close_matches(valor, posibles, n=1, cutoff=0)
            motivo = f"{que_muestra(columna)} nunca dice {mostrar(valor)}; lo más parecido es"
            yield Falla(unir_ruta(lugar, valor), f"{motivo} {cercano!r}")


def _puede_tener_zona(dato: str, recorren: Sequence[Recorre]) -> bool:
    """De un extra o de una fila libre no se sabe de antemano qué número traerán."""
    es_libre = dato.startswith(f"{FILA_LIBRE}.") or extra_de(dato, recorren) is not None
    return dato in _CON_ZONA or es_libre


def _lo_que_dice(columna: Columna, recorren: Sequence[Recorre]) -> list[str]:
    """Lo único que sus celdas pueden decir; nada, si puede ser cualquier cosa."""
    if columna.marca is not None:
        return [columna.marca]
    return [v for dato in columna.dato for recorre in recorren for v in valores_de(recorre, dato)]
