"""Leer un documento nuestro que vuelve, con el plan de que salió."""

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from paac_reportes.api.con_que_salio import (
    NoSeRepiteError,
    comprobar_que_no_es_publico,
    reporte_igual,
)
from paac_reportes.api.leida import Lectura
from paac_reportes.api.reportes import Reporte, documento_con_rutas
from paac_reportes.api.tipos_de_archivo import escritor_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.esquema import Esquema, OpcionesDelEsquema, esquema_dicho
from paac_reportes.lectura.escondido import esquema_de
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.sistema import Carpeta

if TYPE_CHECKING:
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.opc.lectura import DocumentoPorVer
    from paac_reportes.opc.visto import DocumentoVisto
    from paac_reportes.vuelta.lectura import Emitir, Reemision, ResultadoDeLectura


def leer_con_su_plan(  # noqa: PLR0913 - lo que se dice al leer
    documento: "DocumentoPorVer",
    base: Any,
    *,
    formato: Any = None,
    plantillas: Carpeta | None = None,
    corte: date | None = None,
    quitar: bool = False,
    es_el_suyo: bool = True,
) -> Lectura[Any]:
    """Lectura de ``base`` con lo que alguien cambió en un documento que salió de él.

    ``base`` es el contenido o el ``Reporte`` con que salió, que lleva sus opciones. Si no
    ``es_el_suyo``, sino lo que de él trae la hoja ``Datos``, sólo se comparan sus filas. Sin poder
    emitirlo otra vez igual no se aplica nada, y un aviso dice por qué y qué dar.
    """
    reporte_dado = base if isinstance(base, Reporte) else None
    comprobar_que_no_es_publico(reporte_dado)
    esquema = esquema_dicho(documento.propiedades.get(ESQUEMA, ""))
    if esquema is None and formato is None and reporte_dado is None:
        motivo = (
            "no dice con qué formato salió, y no se puede comparar con su plan: dígalo en formato="
            " (--formato), o léalo como el de cualquiera, sin plan"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))
    esquema = esquema or Esquema(formato="", version="", de="plan", corte=corte)
    try:
        partida = reporte_igual(base, esquema, formato, plantillas)
    except NoSeRepiteError as error:
        return _sin_aplicar(reporte_dado.contenido if reporte_dado else base, esquema, str(error))
    leido = _leido(documento, partida, esquema, quitar=quitar, es_el_suyo=es_el_suyo)
    contenido = leido.contenido
    if partida.dentro_de and reporte_dado is None:
        intacto = contenido == partida.contenido  # el mapa en blanco de quien no lo trae no es suyo
        contenido = base if intacto else attrs.evolve(base, **{partida.dentro_de: contenido})
    avisos = [aviso for cambio in leido.cambios if (aviso := cambio.aviso) is not None]
    if any(aviso.codigo == "base_cambiada" for aviso in leido.avisos):
        # De lo que difiere no siempre se sabe quién lo cambió.
        avisos = [
            attrs.evolve(a, peso="duda" if a.codigo == "documento_cambiado" else a.peso)
            for a in avisos
        ]
    return Lectura(
        contenido=contenido,
        avisos=(*leido.avisos, *avisos),
        formato=partida.formato.codigo,
        corte=partida.corte,
        filas_sin_leer=sum(cambio.es_fila_sin_tomar for cambio in leido.cambios),
        cambios=leido.cambios,
    )


def _leido(
    documento: "DocumentoPorVer",
    partida: Reporte,
    esquema: Esquema,
    *,
    quitar: bool,
    es_el_suyo: bool,
) -> "ResultadoDeLectura":
    """Lo que resulta de un documento que salió de ese reporte; como salió, nada se coteja."""
    from paac_reportes.vuelta.lectura import (
        NO_ES_UN_DATO,
        Devuelto,
        ResultadoDeLectura,
        leer_devuelto,
    )

    opciones = esquema.opciones or OpcionesDelEsquema()
    mostrado, tipo = _con_opciones(partida, opciones), documento.tipo
    emitido = _otra_vez(mostrado, tipo)

    def emitir(contenido: Any) -> "Reemision":
        if contenido is partida.contenido:
            return emitido
        nuevo = attrs.evolve(partida, contenido=contenido)
        return _otra_vez(_con_opciones(nuevo, opciones), tipo)

    if documento.es_como(emitido.por_ver.contenido):
        return ResultadoDeLectura(partida.contenido)
    visto = documento.visto
    otra_vez: Emitir = emitir
    if not es_el_suyo:
        visto, otra_vez = _solo_sus_filas(visto, esquema, emitir, partida.contenido)
    return leer_devuelto(
        Devuelto(
            recibido=visto,
            base=partida.contenido,
            mostrado=mostrado.contenido,
            emitir=otra_vez,
            quitar=quitar,
            publico=bool(opciones.publico),
            esquema=esquema if es_el_suyo and esquema.formato else None,
            no_es_un_dato=_no_es_un_dato(partida.formato) or NO_ES_UN_DATO,
        )
    )


def _solo_sus_filas(
    documento: "DocumentoVisto", esquema: Esquema, emitir: "Emitir", base: Any
) -> "tuple[DocumentoVisto, Emitir]":
    """El documento, y cómo se emite otra vez, reducidos a las filas de su contenido."""
    from paac_reportes.opc.lectura import DocumentoPorVer
    from paac_reportes.vuelta.solo_filas import solo_filas

    emitido = esquema_de(emitir(base).visto) or esquema

    def reducido(otra_vez: "Reemision") -> "Reemision":
        esquema_propio = esquema_de(otra_vez.visto) or emitido
        visto = solo_filas(otra_vez.visto, esquema_propio, emitido)
        return attrs.evolve(otra_vez, por_ver=DocumentoPorVer(b"", "", visto))

    return solo_filas(documento, esquema, emitido), lambda contenido: reducido(emitir(contenido))


def _sin_aplicar(base: Any, esquema: Esquema, motivo: str) -> Lectura[Any]:
    """Lectura que deja la base como está, con un aviso de por qué."""
    aviso = Aviso("lectura_dudosa", "", f"no se aplicó nada: {motivo}")
    return Lectura(contenido=base, avisos=(aviso,), formato=esquema.formato, corte=esquema.corte)


def _no_es_un_dato(formato: "Formato") -> str:
    """Motivo por el que lo cambiado no es un dato, por el formato; vacío si es el corriente."""
    if formato.cuerpo_en_word is not None:
        return "está en un cuerpo diseñado en Word, y no se sabe de qué dato es: corríjalo en él"
    if formato.es_de_filas:
        return "no es un dato del plan: lo de unas filas propias se corrige en ellas (filas=)"
    return ""


def _con_opciones(de_base: Reporte, opciones: OpcionesDelEsquema) -> Reporte:
    """El reporte con las opciones con que salió; el de publicar, sin lo que no se publica."""
    return de_base.publico(cedulas=bool(opciones.con_cedulas)) if opciones.publico else de_base


def _otra_vez(de_base: Reporte, tipo: str) -> "Reemision":
    """Lo emitido otra vez: su árbol, con el dato de cada celda, y lo que se ve en él."""
    from paac_reportes.escritores.escritura import Escritura
    from paac_reportes.opc.lectura import DocumentoPorVer
    from paac_reportes.vuelta.lectura import Reemision

    escritor = escritor_de(de_base, tipo)
    arbol = documento_con_rutas(de_base, escritor.medio or "documento")
    salida = io.BytesIO()
    escritor.escribir_en(salida, arbol, Escritura())
    return Reemision(arbol, DocumentoPorVer(salida.getvalue(), f"base.{tipo}"))
