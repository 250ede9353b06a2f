"""De un libro visto a su contenido, con la celda de cada falla y lo que se cambió.

``tema_del_libro`` dice de cuál es; ``contenido_de_libro`` lo lee, con lo que lleve adentro.
"""

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import estructurar
from paac_reportes.lectura.archivos import carpetas_de, comprobar_version, traer_imagenes
from paac_reportes.lectura.celdas import columnas_de_menos, enlaces_sin_leer
from paac_reportes.lectura.filas.valores import en_su_fila, leer_corte
from paac_reportes.lectura.leido import ColumnaLeida, DocumentoLeido
from paac_reportes.libros import columnas as c
from paac_reportes.libros.armado import ArmadorDelContenido
from paac_reportes.libros.captura.lectura import es_de_captura
from paac_reportes.libros.captura.respuestas import conflictos_por_resolver
from paac_reportes.libros.comunes import (
    es_suelto,
    esperada_de_datos,
    esperadas_de,
    leer_comunes,
)
from paac_reportes.libros.cortes import siempre_va
from paac_reportes.libros.listas import hojas_de_listas
from paac_reportes.libros.por_armar import PorArmar
from paac_reportes.libros.vistas import (
    HojaEsperada,
    TablaLeida,
    fallas_de_hojas,
    tablas_de_instrucciones,
    tablas_leidas,
)
from paac_reportes.modelo.temas import Contenido, Tema, claves, tema
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.sistema import Carpeta
from paac_reportes.textos.plano import en_plano

# ------------------------------------------------------------------ de quién es un libro


def libro_de_un_contenido(
    documento: DocumentoVisto, origen: object, carpeta: Carpeta | None
) -> DocumentoLeido[Contenido] | None:
    """El contenido de su libro, o nada si es otro; las imágenes, junto a él o en ``carpeta``.

    ``ErrorDeEntrada`` con todas las fallas, cada una en su celda; también si es uno de captura, que
    no trae un contenido: sólo lo que alguien responde de él.
    """
    del_libro = tema_del_libro(documento)
    if del_libro is not None:
        return contenido_de_libro(documento, del_libro, carpetas_de(origen, carpeta))
    if es_de_captura(documento):
        motivo = (
            "es un libro de captura, con lo que reporta una oficina; se reúne en el plan del que"
            " salió: paac-reportes reunir LIBRO --base DATOS (en Python, paac.reunir)"
        )
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo))
    return None


def tema_del_libro(documento: DocumentoVisto) -> Tema | None:
    """Tema de un libro: lo dice su propiedad o, si la perdió, sus hojas y columnas."""
    if "paac.clase" in documento.propiedades:
        clase = documento.propiedades["paac.clase"]
        return tema(clase) if clase in claves() else None
    if documento.tipo != "xlsx" or ESQUEMA in documento.propiedades:
        return None
    nombres = {en_plano(parte.nombre) for parte in documento.partes}
    con_sus_datos = (tema(u) for u in claves() if en_plano(tema(u).libro.datos) in nombres)
    return next((uno for uno in con_sus_datos if _tiene_sus_hojas(documento, uno)), None)


def _tiene_sus_hojas(documento: DocumentoVisto, del_libro: Tema) -> bool:
    """Señal de que trae la hoja de sus datos y alguna de las que son sólo suyas."""
    tablas = tablas_leidas(documento, _esperadas(del_libro), [])
    listas = {hoja.nombre for hoja in del_libro.libro.hojas}
    return del_libro.libro.datos in tablas and bool(listas & tablas.keys())


@functools.cache
def _esperadas(del_libro: Tema) -> tuple[HojaEsperada, ...]:
    return (
        esperada_de_datos(del_libro),
        *(suya.esperada() for suya in hojas_de_listas(del_libro)),
        *esperadas_de(del_libro),
    )


def _llevados(documento: DocumentoVisto, del_libro: Tema) -> dict[str, Tema]:
    """Temas que el libro lleva adentro, por su campo: una propiedad o su primera hoja lo dice."""
    nombres = {en_plano(parte.nombre) for parte in documento.partes}
    va_el_mapa = "paac.mapa" in documento.propiedades or "mapa de riesgos" in nombres
    return {campo: tema("mapa") for campo in del_libro.lleva if va_el_mapa}


# ------------------------------------------------------------------ lo que dice
def contenido_de_libro(
    documento: DocumentoVisto, del_libro: Tema, carpetas: Sequence[Path] = ()
) -> DocumentoLeido[Contenido]:
    """Contenido de un libro; las imágenes que nombra se buscan en ``carpetas``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su hoja y su celda.
    """
    version = documento.propiedades.get("paac.version_contrato")
    comprobar_version({"version_contrato": version} if version else {}, "este libro es más nuevo")
    avisos = [*documento.avisos, *conflictos_por_resolver(documento)]
    llevados = _llevados(documento, del_libro)
    esperadas = tuple(e for uno in (del_libro, *llevados.values()) for e in _esperadas(uno))
    tablas = tablas_leidas(documento, esperadas, avisos)
    for tabla in tablas.values():
        avisos += tabla.avisos()
    llevaba = _hojas_que_llevaba(documento)
    por_armar = _leer_hojas(del_libro, tablas, avisos, llevaba)
    por_armar.fallas[:0] = fallas_de_hojas(documento, esperadas, tablas)
    for campo, llevado in llevados.items():
        _poner_adentro(por_armar, campo, _leer_hojas(llevado, tablas, avisos, llevaba))
    contenido = _estructurado(por_armar, carpetas)
    columnas = tuple(_columnas_leidas(tablas))
    de_siempre = [una for una in columnas if all(map(siempre_va, una.dato))]
    avisos += [*columnas_de_menos(de_siempre), *enlaces_sin_leer(documento, contenido)]
    return DocumentoLeido(
        contenido=contenido,
        avisos=tuple(avisos),
        columnas=columnas,
        lugares={ruta: lugar for ruta, lugar in por_armar.lugares.items() if lugar},
        usadas=frozenset(por_armar.siguen),
        rotulos=frozenset(
            lugar for tabla in tablas.values() for lugar in tabla.celdas_de_los_rotulos()
        ),
    )


def _hojas_que_llevaba(documento: DocumentoVisto) -> set[str]:
    """Hojas que sus instrucciones nombran: la que ya no está, alguien la borró."""
    return {
        en_plano(fila[0].texto)
        for tabla in tablas_de_instrucciones(documento)
        for fila in tabla.filas
        if fila[0] is not None
    }


def _leer_hojas(
    del_libro: Tema, tablas: Mapping[str, TablaLeida], avisos: list[Aviso], llevaba: Collection[str]
) -> PorArmar:
    """Los datos de todas las hojas que haya de un contenido; de las que falten se avisa."""
    por_armar = PorArmar(del_libro, avisos)
    por_armar.datos.setdefault("entidad", {})
    for esperada in _esperadas(del_libro):
        nombre = esperada.nombre
        if en_plano(nombre) in llevaba and nombre not in tablas:
            motivo = (
                f"no está en el libro, o está en blanco: {del_libro.el} quedó sin lo que tuviera"
            )
            por_armar.avisar("hoja_faltante", f"hoja «{nombre}»", motivo)
    ArmadorDelContenido(tablas, por_armar).armar()
    leer_comunes(tablas, por_armar)
    return por_armar


def _poner_adentro(por_armar: PorArmar, campo: str, llevado: PorArmar) -> None:
    """Puesta de lo que dicen las hojas de lo que lleva, entre los demás datos."""
    por_armar.datos[campo] = llevado.datos
    por_armar.lugares |= {unir_ruta(campo, ruta): lugar for ruta, lugar in llevado.lugares.items()}
    por_armar.fallas += llevado.fallas
    por_armar.siguen |= llevado.siguen
    por_armar.llevados[campo] = llevado.tema


def _estructurado(por_armar: PorArmar, carpetas: Sequence[Path]) -> Contenido:
    """El contenido; ``ErrorDeEntrada`` con las fallas de las hojas y las de sus datos."""
    sin_archivo = tuple(traer_imagenes(por_armar.datos, carpetas))
    fallas = [*por_armar.fallas, *_en_su_celda(sin_archivo, por_armar)]
    try:
        contenido: Contenido = estructurar(por_armar.datos, por_armar.tema.clase)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*fallas, *_en_su_celda(error.fallas, por_armar))) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return contenido


def _en_su_celda(fallas: Sequence[Falla], por_armar: PorArmar) -> Iterator[Falla]:
    """Las mismas en su celda; la de lo que no está en ninguna, en la hoja donde iría."""
    for falla in en_su_fila(fallas, por_armar.lugares):
        yield attrs.evolve(falla, ruta=_con_su_hoja(falla.ruta, por_armar))


def _con_su_hoja(ruta: str, por_armar: PorArmar) -> str:
    """Ruta de un dato suelto, con la hoja de los datos de aquél de quien es."""
    campo, _, resto = ruta.partition(".")
    es_de_otro = campo in por_armar.llevados and bool(resto)
    ruta_dentro, de_quien = (
        (resto, por_armar.llevados[campo]) if es_de_otro else (ruta, por_armar.tema)
    )
    return (
        f"hoja «{de_quien.libro.datos}»: {ruta_dentro}"
        if es_suelto(ruta_dentro, de_quien)
        else ruta
    )


def _columnas_leidas(tablas: Mapping[str, TablaLeida]) -> Iterator[ColumnaLeida]:
    """Como qué se leyó cada una."""
    for tabla in tablas.values():
        for columna in tabla.reconocidas:
            if columna.dato == c.NOTAS:
                continue
            dato, _, corte = columna.dato.partition("@")
            yield ColumnaLeida(
                lugar=tabla.vista.lugar_de_columna(columna.numero),
                rotulo=columna.rotulo,
                dato=(dato,),
                corte=leer_corte(corte) if corte else None,
            )
