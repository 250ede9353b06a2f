"""De un libro visto a su contenido, con la celda de cada falla y lo que se cambió.

``tema_del_libro`` dice de cuál es; ``contenido_de_libro`` lo lee, con lo que lleve adentro.
"""

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import estructurar
from paac_reportes.estructura.mensajes import alguno_de
from paac_reportes.lectura.archivos import comprobar_version, traer_imagenes
from paac_reportes.lectura.combinadas import columnas_de_menos
from paac_reportes.lectura.enlaces import enlaces_sin_leer
from paac_reportes.lectura.filas.armado import en_su_fila
from paac_reportes.lectura.filas.valores import leer_corte
from paac_reportes.lectura.leido import ColumnaLeida, Leido
from paac_reportes.libros import columnas as c
from paac_reportes.libros.armado import Armado
from paac_reportes.libros.columnas import INSTRUCCIONES
from paac_reportes.libros.comunes import (
    es_suelto,
    esperada_de_datos,
    esperadas_de,
    leer_comunes,
)
from paac_reportes.libros.listas import hojas_de_listas
from paac_reportes.libros.oficios import oficio_de
from paac_reportes.libros.por_armar import PorArmar
from paac_reportes.libros.vistas import (
    HojaEsperada,
    TablaLeida,
    fallas_de_hojas,
    tablas_leidas,
)
from paac_reportes.maqueta.hojas_de_datos import Opciones
from paac_reportes.modelo.temas import Contenido, Tema, claves, tema
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.plano import en_plano


# ------------------------------------------------------------------ de quién es un libro
def tema_del_libro(visto: DocumentoVisto) -> Tema | None:
    """El del contenido de que es: lo dice su propiedad o, si la perdió, sus hojas y columnas."""
    if "paac.clase" in visto.propiedades:
        clase = visto.propiedades["paac.clase"]
        return tema(clase) if clase in claves() else None
    if visto.tipo != "xlsx" or ESQUEMA in visto.propiedades:
        return None
    nombres = {en_plano(parte.nombre) for parte in visto.partes}
    con_sus_datos = (tema(u) for u in claves() if en_plano(tema(u).libro.datos) in nombres)
    return next((uno for uno in con_sus_datos if _tiene_sus_hojas(visto, uno)), None)


def _tiene_sus_hojas(visto: DocumentoVisto, suyo: Tema) -> bool:
    """La de sus datos y, de las demás que son sólo suyas, alguna de las que lo llevan todo."""
    halladas = tablas_leidas(visto, _esperadas(suyo), [])
    listas = {suya.hoja.nombre for suya in hojas_de_listas(suyo)}
    return suyo.libro.datos in halladas and bool(
        {*oficio_de(suyo).lo_dicen, *listas} & halladas.keys()
    )


@functools.cache
def _esperadas(suyo: Tema) -> tuple[HojaEsperada, ...]:
    return (
        esperada_de_datos(suyo),
        *oficio_de(suyo).esperadas,
        *(suya.esperada() for suya in hojas_de_listas(suyo)),
        *esperadas_de(suyo),
    )


def _llevados(visto: DocumentoVisto, suyo: Tema) -> dict[str, Tema]:
    """Los que el libro lleva adentro, por su campo: lo dice una propiedad o su primera hoja."""
    nombres = {en_plano(parte.nombre) for parte in visto.partes}
    return {
        campo: tema(clave)
        for campo, (clave, hoja) in suyo.libro.lleva.items()
        if f"paac.{clave}" in visto.propiedades or en_plano(hoja) in nombres
    }


# ------------------------------------------------------------------ lo que dice
def contenido_de_libro(
    visto: DocumentoVisto, suyo: Tema, carpetas: Sequence[Path] = ()
) -> Leido[Contenido]:
    """El de un libro; las imágenes que nombra se buscan en ``carpetas``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su hoja y su celda.
    """
    version = visto.propiedades.get("paac.version_contrato")
    comprobar_version({"version_contrato": version} if version else {}, "este libro es más nuevo")
    avisos = list(visto.avisos)
    llevados = _llevados(visto, suyo)
    esperadas = tuple(e for uno in (suyo, *llevados.values()) for e in _esperadas(uno))
    tablas = tablas_leidas(visto, esperadas, avisos)
    for tabla in tablas.values():
        avisos += tabla.avisos()
    llevaba = _hojas_que_llevaba(visto)
    leido = _leido(suyo, tablas, avisos, llevaba)
    leido.fallas[:0] = fallas_de_hojas(visto, esperadas, tablas)
    for campo, uno in llevados.items():
        _poner_adentro(leido, campo, _leido(uno, tablas, avisos, llevaba))
    contenido = _estructurado(leido, carpetas)
    columnas = tuple(_columnas_leidas(tablas))
    avisos += [*columnas_de_menos(columnas), *enlaces_sin_leer(visto, contenido)]
    return Leido(
        contenido=contenido,
        avisos=tuple(avisos),
        columnas=columnas,
        lugares={ruta: lugar for ruta, lugar in leido.lugares.items() if lugar},
        usadas=frozenset(leido.siguen),
        rotulos=frozenset(lugar for tabla in tablas.values() for lugar in tabla.de_los_rotulos()),
    )


def _hojas_que_llevaba(visto: DocumentoVisto) -> set[str]:
    """Las que sus instrucciones nombran: la que ya no está, alguien la borró."""
    return {
        en_plano(celda.texto)
        for parte in visto.partes
        if en_plano(parte.nombre) == en_plano(INSTRUCCIONES)
        for bloque in parte.bloques
        if isinstance(bloque, TablaVista)
        for celda in (fila[0] for fila in bloque.filas)
        if celda is not None
    }


def _leido(
    suyo: Tema, tablas: Mapping[str, TablaLeida], avisos: list[Aviso], llevaba: Collection[str]
) -> PorArmar:
    """Los datos de todas las hojas que haya de un contenido; de las que falten se avisa."""
    leido = PorArmar(suyo, avisos)
    oficio_de(suyo).leer(tablas, leido)
    leido.datos.setdefault("entidad", {})
    no_pueden_faltar = {
        *oficio_de(suyo).no_pueden_faltar,
        *(suya.hoja.nombre for suya in hojas_de_listas(suyo)),
    }
    for esperada in _esperadas(suyo):
        nombre = esperada.nombre
        hacia_falta = nombre in no_pueden_faltar or en_plano(nombre) in llevaba
        if hacia_falta and nombre not in tablas:
            motivo = f"no está en el libro, o está en blanco: {suyo.el} quedó sin lo que tuviera"
            leido.avisar("hoja_faltante", f"hoja «{nombre}»", motivo)
    leer_comunes(tablas, leido)
    Armado(tablas, leido).armar()
    return leido


def _poner_adentro(leido: PorArmar, campo: str, otro: PorArmar) -> None:
    """Lo que dicen las hojas de lo que lleva, entre los demás datos."""
    leido.datos[campo] = otro.datos
    leido.lugares |= {unir_ruta(campo, ruta): lugar for ruta, lugar in otro.lugares.items()}
    leido.fallas += otro.fallas
    leido.siguen |= otro.siguen
    leido.llevados[campo] = otro.tema


def _estructurado(leido: PorArmar, carpetas: Sequence[Path]) -> Contenido:
    """El contenido; ``ErrorDeEntrada`` con las fallas de las hojas y las de sus datos."""
    sin_archivo = tuple(traer_imagenes(leido.datos, carpetas))
    fallas = [*leido.fallas, *_en_su_celda(sin_archivo, leido)]
    try:
        contenido: Contenido = estructurar(leido.datos, leido.tema.clase)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*fallas, *_en_su_celda(error.fallas, leido))) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return contenido


def _en_su_celda(fallas: Sequence[Falla], leido: PorArmar) -> Iterator[Falla]:
    """Las mismas en su celda; la de lo que no está en ninguna, en la hoja donde iría."""
    for falla in en_su_fila(fallas, leido.lugares):
        mensaje = falla.mensaje
        for suyo in (leido.tema, *leido.llevados.values()):
            for codigos, escritos in _como_se_escogen(suyo).items():
                mensaje = mensaje.replace(codigos, escritos)
        yield attrs.evolve(falla, ruta=_con_su_hoja(falla.ruta, leido), mensaje=mensaje)


def _con_su_hoja(ruta: str, leido: PorArmar) -> str:
    """La de un dato suelto, con la hoja de los datos de aquél de quien es."""
    campo, _, resto = ruta.partition(".")
    es_de_otro = campo in leido.llevados and bool(resto)
    suya, de_quien = (resto, leido.llevados[campo]) if es_de_otro else (ruta, leido.tema)
    return f"hoja «{de_quien.libro.datos}»: {suya}" if es_suelto(suya, de_quien) else ruta


@functools.cache
def _como_se_escogen(suyo: Tema) -> dict[str, str]:
    """Las opciones como el libro las da a escoger: «Sí o No», y no ``si`` ni ``no``."""
    pares = {}
    for esperada in _esperadas(suyo):
        for columna in (*esperada.columnas, *esperada.de_corte):
            if columna.opciones and isinstance(columna.regla, Opciones):
                codigos = tuple(dict.fromkeys(columna.opciones.values()))
                pares[alguno_de(codigos)] = alguno_de(columna.regla.valores)
    # Las más largas primero: una puede ser el comienzo de otra.
    return dict(sorted(pares.items(), key=lambda par: -len(par[0])))


def _columnas_leidas(tablas: Mapping[str, TablaLeida]) -> Iterator[ColumnaLeida]:
    """Como qué se leyó cada una."""
    for leida in tablas.values():
        for una in leida.reconocidas:
            if una.dato == c.NOTAS:
                continue
            dato, _, corte = una.dato.partition("@")
            yield ColumnaLeida(
                lugar=leida.vista.lugar_de_columna(una.numero),
                rotulo=una.rotulo,
                dato=(dato,),
                corte=leer_corte(corte) if corte else None,
                parecido=una.parecido,
            )
