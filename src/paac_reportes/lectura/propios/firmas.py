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
from paac_reportes.lectura.ajenos.franjas import Franja, franja_de
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
    """Las de los bloques de firmas; el rol que no va en ellos lo dice el párrafo de cada una."""
    reunidas: list[Firma] = []
    for bloque in firmas(esperado):
        lineas = _lineas_de_firmas(hallazgo, bloque, esperado)
        reunidas += _firmas_del_bloque([linea for linea in lineas if _es_de_tabla(linea)], bloque)
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
    """Si una línea es la fila de una tabla, y no un título a todo lo ancho de una hoja."""
    if linea.tabla is None or linea.vacia:
        return False
    ancho = len(linea.tabla.filas[linea.fila])
    return not any(celda.columnas == ancho for celda in linea.propias) or ancho == 1


def _firmas_del_bloque(lineas: Sequence[Linea], bloque: BloqueFirmas) -> Iterator[Firma]:
    """Cada celda con un nombre, y sobre ella lo que va encima de la raya."""
    sobre, bajo = (molde(parte) for parte in bloque.partes)
    numero = 0
    while numero < len(lineas):
        if sobre.plantilla:
            firmas_de_la_fila = list(_firmas_de_dos_filas(lineas[numero : numero + 2], sobre, bajo))
            numero += 2 if firmas_de_la_fila else 1
        else:
            posibles = (_firma_en(bajo, celda.texto) for celda in lineas[numero].propias)
            firmas_de_la_fila = [firma for firma in posibles if firma is not None]
            numero += 1
        yield from firmas_de_la_fila


def _firmas_de_dos_filas(filas: Sequence[Linea], sobre: Molde, bajo: Molde) -> Iterator[Firma]:
    """Las de dos filas seguidas: la de encima de la raya y la de debajo."""
    if len(filas) < 2 or filas[0].tabla is not filas[1].tabla:  # noqa: PLR2004 - dos filas
        return
    encima = {celda.columna: celda.texto for celda in filas[0].propias}
    for celda in filas[1].propias:
        lectura = lectura_probable(sobre, encima.get(celda.columna, ""))
        firma = _firma_en(bajo, celda.texto)
        if lectura is not None and firma is not None:
            yield firma | _campos(lectura[0])


def _firma_en(bajo: Molde, texto: str) -> Firma | None:
    """Lo que una celda dice de una firma, si es de una; una nota no lo es."""
    lectura = lectura_probable(bajo, texto) if franja_de(texto) is not Franja.NOTA else None
    campos = _sin_los_rotulos(_campos(lectura[0])) if lectura else {}
    return campos if campos.get("nombre") else None


def _sin_los_rotulos(campos: Firma) -> Firma:
    """Sin lo que se dejó para llenar a mano, o con lo que alguien escribió ahí."""
    rotulos = {"nombre": NOMBRE_POR_LLENAR, "cargo": CARGO_POR_LLENAR}
    llenos = {c: v.removeprefix(rotulos[c]).strip() for c, v in campos.items() if c in rotulos}
    return {campo: valor for campo, valor in (campos | llenos).items() if valor}


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
        if f"{junto} ".casefold().startswith(f"{rol} "):
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
