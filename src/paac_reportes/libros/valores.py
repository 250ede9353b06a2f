"""Valor de una celda de un libro, como lo espera su dato, y lo que en él conviene revisar."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura.mensajes import de_otra_opcion, llego, mostrar
from paac_reportes.lectura.filas.valores import (
    LECTORES,
    Lector,
    duda_de_fraccion,
    esperado_en_su_renglon,
    leer_lista,
    leer_porcentaje,
    texto_que_llega,
)
from paac_reportes.libros.columnas import ColumnaDelLibro, raiz_de_opcion
from paac_reportes.libros.vistas import FilaDelLibro, leer_fecha_o_texto
from paac_reportes.maqueta.hojas_de_datos import Opciones
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.textos.valores import numero_de, numero_escrito


def _leer_numero(valor: Any) -> Any:
    """Número de una celda; el escrito como texto, como en español: ``1.250,5`` lleva miles."""
    leido = leer_porcentaje(valor)
    numero = numero_escrito(leido) if isinstance(leido, str) else None
    return leido if numero is None else numero


_LECTORES: Mapping[type, Lector] = {**LECTORES, Decimal: _leer_numero, tuple: leer_lista}
_DE_EXTRAS = ".extras."


def como_se_lee(fila: FilaDelLibro, columna: ColumnaDelLibro, *, de_su_dueno: bool = False) -> Any:
    """Una opción por su código, un número o una fecha; en un texto, 40 % no es 0,4.

    Lo que se dice de su dueño, en una celda combinada, es de todas sus filas.
    """
    crudo = fila.valor(columna.dato) if de_su_dueno else fila.propio(columna.dato)
    if crudo is None:
        return None
    if columna.opciones:
        texto = str(texto_que_llega(crudo))
        return columna.opciones.get(raiz_de_opcion(texto), texto) if texto.strip() else None
    dato = columna.en_el_catalogo or columna.dato
    if _DE_EXTRAS in dato:
        return crudo
    en_blanco = isinstance(crudo, str) and not crudo.strip()
    if leer := _LECTORES.get(CATALOGO.tipo(dato)):
        return None if en_blanco else leer(crudo)
    return fila.texto(columna.dato) if fila.lleva_signo(columna.dato) else leer_fecha_o_texto(crudo)


def leer_opcion(fila: FilaDelLibro, columna: ColumnaDelLibro, fallas: list[Falla]) -> Any:
    """Valor de una celda; ``None``, y su falla, si no puede ser el de su columna."""
    valor, regla = como_se_lee(fila, columna), columna.regla
    en_el_catalogo = columna.en_el_catalogo or columna.dato
    if sale_de_su_renglon(en_el_catalogo, valor, fila.lugar_de(columna.dato), fallas):
        return None
    if valor is None or not isinstance(regla, Opciones) or regla.otras or not columna.opciones:
        return valor
    if valor in columna.opciones.values():
        return valor
    nombre = columna.dato.partition("@")[0].rpartition(".")[2]
    falla = de_otra_opcion(nombre, regla.valores, valor)
    fallas.append(falla.en(fila.lugar_de(columna.dato)))
    return None


def sale_de_su_renglon(dato: str, valor: Any, lugar: str, fallas: list[Falla]) -> bool:
    """Si un código o una fecha trae un exponente, una llamada o una ecuación; y lo anota."""
    esperado = esperado_en_su_renglon(dato, valor) if isinstance(valor, str) else ""
    if esperado:
        motivo = f"se esperaba {esperado}, llegó {mostrar(valor)}"
        fallas.append(Falla("dato_invalido", lugar, motivo))
    return bool(esperado)


def leer_en_su_tipo(fila: FilaDelLibro, columna: ColumnaDelLibro, fallas: list[Falla]) -> Any:
    """Valor de una celda, del tipo de su dato; ``None`` si está en blanco, o si no lo es."""
    propias: list[Falla] = []
    valor = leer_opcion(fila, columna, propias)
    if valor is not None and str(valor).strip():
        valor = CATALOGO.leer(columna.dato, valor, propias)
        fallas += [falla.en(fila.lugar_de(columna.dato)) for falla in propias]
        return valor
    fallas += propias
    return None


def dudas_de(fila: FilaDelLibro, columna: ColumnaDelLibro) -> Iterator[Aviso]:
    """El código que llegó como número, y lo que pudo ser una parte de uno.

    1.10 ya perdió su cero; 0,75 pudo ser 75, y 1, 100.
    """
    crudo, dato = fila.propio(columna.dato), columna.en_el_catalogo or columna.dato
    if crudo is None or _DE_EXTRAS in dato:
        return
    if dato.endswith(".codigo"):
        if isinstance(crudo, date) or (isinstance(crudo, Decimal) and crudo % 1):
            motivo = (
                f"el código llegó como {'fecha' if isinstance(crudo, date) else 'número'}: 1.1 y"
                " 1.10 no se distinguen; escríbalo como texto"
            )
            ruta = fila.lugar_de(columna.dato)
            yield Aviso("codigo_como_numero", ruta, motivo, datos=llego(crudo))
    elif CATALOGO[dato].unidad != "porcentaje" or fila.es_porcentaje(columna.dato):
        return
    elif motivo := duda_de_fraccion(crudo):
        ruta = fila.lugar_de(columna.dato)
        yield Aviso("avance_como_fraccion", ruta, motivo, datos=llego(numero_de(crudo)))
