"""Las firmas de un documento, y los textos que el plan trae en lugar de los del formato."""

from collections.abc import Iterator, Sequence
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.formatos.definicion.bloques import (
    CARGO_POR_LLENAR,
    NOMBRE_POR_LLENAR,
    BloqueFirmas,
    BloqueParrafo,
)
from paac_reportes.lectura.ajenos.franjas import ClaseDeFranja, franja_de
from paac_reportes.lectura.propios.alrededor import SinDistinguir
from paac_reportes.lectura.propios.esperado import DocumentoEsperado, lectura_probable, molde
from paac_reportes.lectura.propios.tablas import Linea, TablasHalladas
from paac_reportes.textos.inversa import Molde, Valores
from paac_reportes.textos.plano import en_plano

Firma = dict[str, Any]

_MARCA = "f"
"""Como empieza la de una fila de firmas."""
_ROLES = (
    *("vo. bo.", "vo.bo.", "vo bo", "visto bueno", "elaborado por", "elaboró", "elaboro"),
    *("revisado por", "revisó", "reviso", "aprobado por", "aprobó", "aprobo", "proyectado por"),
    *("proyectó", "proyecto", "consolidado por", "consolidó", "consolido", "firmado por"),
)
"""Los que se reconocen al comienzo de un renglón que sigue con otra cosa."""


def firmas_de(
    hallazgo: TablasHalladas, esperado: DocumentoEsperado, avisos: list[Aviso]
) -> list[Firma]:
    """Las firmas de los bloques; el rol que no va en ellos lo dice el párrafo de cada una."""
    reunidas: list[Firma] = []
    for bloque in firmas(esperado):
        lineas = _lineas_de_firmas(hallazgo, bloque, esperado)
        de_tabla = [linea for linea in lineas if _es_de_tabla(linea)]
        reunidas += _firmas_del_bloque(de_tabla, bloque, esperado, avisos)
    # Las que se repiten en otra hoja, una vez.
    reunidas = [firma for n, firma in enumerate(reunidas) if firma not in reunidas[:n]]
    _poner_roles(reunidas, hallazgo.fuera, esperado)
    if not reunidas and not firmas(esperado):
        reunidas = list(_firmas_de_los_parrafos(hallazgo.fuera, esperado))
    for firma in reunidas:
        if not firma.get("rol"):
            motivo = f"no se ve qué hizo {firma['nombre']}: elaboró, revisó o aprobó"
            avisos.append(Aviso("lectura_dudosa", "firmas", motivo))
            firma["rol"] = ""
    return reunidas


def firmas(esperado: DocumentoEsperado) -> list[BloqueFirmas]:
    """Los bloques de firmas."""
    return [bloque for bloque in esperado.cuerpo if isinstance(bloque, BloqueFirmas)]


def parrafos_de_firma(esperado: DocumentoEsperado) -> list[BloqueParrafo]:
    """Los párrafos que se escriben por cada firma."""
    return [b for b in esperado.cuerpo if isinstance(b, BloqueParrafo) and b.cada == "firma"]


def _lineas_de_firmas(
    hallazgo: TablasHalladas, bloque: BloqueFirmas, esperado: DocumentoEsperado
) -> Sequence[Linea]:
    """Las líneas que llevan su marca y las que alguien agregó debajo; sin marcas, cualquiera.

    Antes de la primera tabla, sólo si el formato las escribe ahí.
    """
    if marcadas := [*_lineas_con_marca(hallazgo.fuera)]:
        return marcadas
    al_comienzo = not esperado.bloques or esperado.cuerpo.index(bloque) < esperado.bloques[0].lugar
    return hallazgo.fuera[0 if al_comienzo else len(hallazgo.tablas[0].antes) :]


def _lineas_con_marca(lineas: Sequence[Linea]) -> Iterator[Linea]:
    anterior: Linea | None = None
    for linea in lineas:
        es_de_firmas = linea.tabla is not None and linea.marca.startswith(_MARCA)
        if anterior is not None and not linea.marca and not linea.vacia:
            es_de_firmas = linea.tabla is anterior.tabla and linea.fila == anterior.fila + 1
        if es_de_firmas:
            yield linea
        anterior = linea if es_de_firmas else None


def _es_de_tabla(linea: Linea) -> bool:
    """Si una línea es la fila de una tabla, y no un título o un texto a todo lo ancho de una hoja.

    La de una sola columna, en una hoja, es de lo redactado.
    """
    if linea.tabla is None or linea.vacia:
        return False
    ancho, en_una_hoja = len(linea.tabla.filas[linea.fila]), linea.tabla.primera is not None
    if ancho == 1:
        return not en_una_hoja
    return not any(celda.columnas == ancho for celda in linea.propias)


def _firmas_del_bloque(
    lineas: Sequence[Linea], bloque: BloqueFirmas, esperado: DocumentoEsperado, avisos: list[Aviso]
) -> Iterator[Firma]:
    """Cada celda con un nombre, y sobre ella lo que va encima de la raya."""
    numero, de_a = 0, 2 if bloque.partes[0] else 1
    while numero < len(lineas):
        filas = lineas[numero : numero + de_a]
        es_entera = len(filas) == de_a and filas[0].tabla is filas[-1].tabla
        firmas = list(_firmas_de_la_fila(filas, bloque, esperado, avisos)) if es_entera else []
        numero += de_a if firmas else 1
        yield from firmas


def _firmas_de_la_fila(
    filas: Sequence[Linea], bloque: BloqueFirmas, esperado: DocumentoEsperado, avisos: list[Aviso]
) -> Iterator[Firma]:
    """Las firmas de una fila o, si la raya las parte, de dos: encima y debajo de ella."""
    encima, linea = filas[0], filas[-1]
    textos = {} if encima is linea else {celda.columna: celda.texto for celda in encima.propias}
    celdas, marcas = linea.propias, linea.marca.split("_")
    if len(marcas) != len(celdas):  # alguien puso o quitó una: no se sabe cuál es cada marca
        marcas = [""] * len(celdas)
    for celda, marca in zip(celdas, marcas, strict=True):
        sobre, bajo = (esperado.molde_con_marca(parte, marca) for parte in bloque.partes)
        lectura = lectura_probable(sobre, textos.get(celda.columna, ""))
        firma = _firma_en(bajo, celda.texto)
        if lectura is None or firma is None:
            continue
        firma |= _campos(lectura[0])
        faltan = {*sobre.datos_dichos, *bajo.datos_dichos} - {f"firma.{campo}" for campo in firma}
        if faltan and linea.tabla is not None:
            lugar = linea.tabla.lugar_de(linea.fila, celda.columna)
            avisos.append(SinDistinguir(celda.texto, frozenset(faltan), lugar).aviso())
        yield firma


def _firma_en(bajo: Molde, texto: str) -> Firma | None:
    """Lo que una celda dice de una firma, si es de una; una nota no lo es."""
    lectura = lectura_probable(bajo, texto) if franja_de(texto) is not ClaseDeFranja.NOTA else None
    campos = _campos(lectura[0]) if lectura else {}
    # Sin lo que se dejó para llenar a mano, o con lo que alguien escribió ahí.
    rotulos = {"nombre": NOMBRE_POR_LLENAR, "cargo": CARGO_POR_LLENAR}
    llenos = {c: v.removeprefix(rotulos[c]).strip() for c, v in campos.items() if c in rotulos}
    campos = {campo: valor for campo, valor in (campos | llenos).items() if valor}
    return campos if campos.get("nombre") else None


def _campos(valores: Valores) -> Firma:
    campos = {
        camino.partition(".")[2]: valor
        for camino, valor in valores.items()
        if camino.startswith("firma.")
    }
    return _con_rol_entero(campos)


def _con_rol_entero(campos: Firma) -> Firma:
    """Donde el rol va seguido de la nota, el conocido va entero: «Vo Bo», y no «Vo»."""
    if not campos.get("rol") or not campos.get("nota"):
        return campos
    junto = f"{campos['rol']} {campos['nota']}"
    for rol in _ROLES:
        es_mas_largo = len(rol) > len(campos["rol"])
        if es_mas_largo and f"{junto} ".casefold().startswith(f"{rol} "):
            repartidos = campos | {"rol": junto[: len(rol)], "nota": junto[len(rol) + 1 :]}
            return {campo: valor for campo, valor in repartidos.items() if valor}
    return campos


def _poner_roles(
    firmas_leidas: list[Firma], fuera: Sequence[Linea], esperado: DocumentoEsperado
) -> None:
    """Donde la firma no dice el rol, lo dice el párrafo que la nombra."""
    for bloque in parrafos_de_firma(esperado):
        parrafo = molde(bloque.texto)
        for linea in fuera:
            texto = linea.solitario
            lectura = lectura_probable(parrafo, texto) if texto else None
            if lectura is None or texto is None:
                continue
            for firma in firmas_leidas:
                partes = [firma["nombre"], firma.get("cargo") or ""]
                cola = en_plano(" ".join(filter(None, partes)))
                if not firma.get("rol") and en_plano(texto).endswith(cola):
                    firma["rol"] = _campos(lectura[0]).get("rol", "")


def _firmas_de_los_parrafos(fuera: Sequence[Linea], esperado: DocumentoEsperado) -> Iterator[Firma]:
    for bloque in parrafos_de_firma(esperado):
        parrafo = molde(bloque.texto)
        for linea in fuera:
            campos = _firma_en(parrafo, linea.solitario or "")
            if campos is not None:
                yield campos
