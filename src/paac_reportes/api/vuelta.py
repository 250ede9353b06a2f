"""Leer un documento nuestro que vuelve: con el plan de que salió, o sin él, por su hoja ``Datos``.

El que dice con qué salió se compone otra vez igual, y se lee lo que cambió.
"""

from datetime import date
from typing import Any

import attrs

from paac_reportes import __version__
from paac_reportes.api.datos import lectura_de_filas
from paac_reportes.api.reportes import (
    Reporte,
    documento_con_rutas,
    escritor_de,
    opciones_del_pedido,
    reporte_armado,
)
from paac_reportes.api.tipos import Lectura
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.estructura.valores import BOGOTA
from paac_reportes.formatos.definicion.esquema import Esquema, OpcionesDelEsquema, esquema_dicho
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import codigos
from paac_reportes.formatos.pedido import huella_de_forma
from paac_reportes.lectura.escondido import (
    esquema_de,
    filas_de_la_hoja,
    hojas_de_datos_en,
)
from paac_reportes.maqueta.documento import Documento
from paac_reportes.modelo.filas import forma_de_filas
from paac_reportes.modelo.temas import claves, tema
from paac_reportes.opc.lectura import DocumentoPorVer
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.sistema import Carpeta
from paac_reportes.vuelta.impreso import escrito_en_lo_impreso
from paac_reportes.vuelta.lectura import (
    NO_ES_UN_DATO,
    Devuelto,
    Reemision,
    ResultadoDeLectura,
    leer_devuelto,
)


class NoSeRepiteError(Exception):
    """Por qué un documento no sale otra vez igual, y qué dar."""


def reporte_igual(base: Any, esquema: Esquema, formato: Any, plantillas: Carpeta | None) -> Reporte:
    """El reporte de ``base`` con las opciones del documento que volvió; si ya es uno, él mismo.

    ``esquema``: lo que el documento dice de sí; ``NoSeRepiteError`` si no saldría igual.
    """
    if isinstance(base, Reporte):
        de_base = base
    else:
        formato = formato or esquema.formato
        _comprobar_que_nada_falta(esquema, formato, plantillas)
        try:
            de_base = reporte_armado(base, formato, corte=esquema.corte, plantillas=plantillas)
        except ErrorPaac as error:
            motivo = f"no se pudo emitir otra vez: {error.fallas[0].mensaje}"
            raise NoSeRepiteError(motivo) from None
    if esquema.formato:
        _comprobar_version(esquema, de_base)
        _comprobar_pedido(esquema, de_base)
    return de_base


_ARGUMENTOS = ("anterior", "metodologia", "filas")
"""Opciones de ``reporte`` que no están en el plan y deciden lo que sale."""


def _argumentos(opciones: OpcionesDelEsquema | None) -> list[str]:
    """Argumentos con que se pidió un documento, como se escriben: ``anterior=…``."""
    return [f"{o}=…" for o in _ARGUMENTOS if o in opciones.nombres] if opciones else []


def _comprobar_que_nada_falta(esquema: Esquema, formato: Any, plantillas: Carpeta | None) -> None:
    """``NoSeRepiteError`` si salió con algo que el plan solo no trae; dice qué dar."""
    if dados := ", ".join(_argumentos(esquema.opciones)):
        motivo = (
            "salió con una opción que el plan no trae: dé --con anterior=ARCHIVO en la orden o, en"
            f" Python, en plan= el reporte con que salió, paac.reporte(plan, '{esquema.formato}',"
            f" {dados})"
        )
        raise NoSeRepiteError(motivo)
    if isinstance(formato, str) and plantillas is None and formato not in codigos():
        motivo = (
            f"salió en {formato}, que no es de los formatos de la biblioteca: dé su carpeta"
            " (plantillas=, --con plantillas=CARPETA) o, en Python, si se diseñó en Word, dé en"
            " plan= el reporte con que salió, paac.reporte(plan, paac.formato_desde_word(…))"
        )
        raise NoSeRepiteError(motivo)


def _comprobar_version(esquema: Esquema, de_base: Reporte) -> None:
    """``NoSeRepiteError`` si el formato, el corte o la versión no son los que el esquema dice."""
    if esquema.biblioteca != __version__:
        otra = esquema.biblioteca or "que no lo decía"
        motivo = f"salió con la versión {otra} de paac_reportes y ésta es la {__version__}"
        raise NoSeRepiteError(motivo)
    formato = de_base.formato.codigo
    if esquema.formato != formato or esquema.corte not in {None, de_base.corte}:
        motivo = (
            f"salió en {esquema.formato}, {_al_corte(esquema.corte)}, y el que se dio es"
            f" {formato}, {_al_corte(de_base.corte)}"
        )
        raise NoSeRepiteError(motivo)
    if esquema.version != de_base.formato.version:
        motivo = (
            f"salió en la versión {esquema.version} de {esquema.formato} y aquí está la"
            f" {de_base.formato.version}: dé la carpeta de aquélla (plantillas=, --con"
            " plantillas=CARPETA)"
        )
        raise NoSeRepiteError(motivo)


def _al_corte(corte: date | None) -> str:
    return f"corte {corte}" if corte else "sin corte"


def _comprobar_pedido(esquema: Esquema, de_base: Reporte) -> None:
    """``NoSeRepiteError`` si el reporte lleva otras opciones, u otra forma, que el documento."""
    del_documento, otros = map(_argumentos, (esquema.opciones, opciones_del_pedido(de_base)))
    if del_documento != otros:
        suyas, dadas = (
            f"con {', '.join(o)}" if o else "sin opciones" for o in (del_documento, otros)
        )
        raise NoSeRepiteError(f"salió {suyas}, y el reporte que se dio va {dadas}")
    if esquema.opciones and esquema.opciones.publico:
        motivo = "salió para publicar, y de esa copia no se toma nada: corríjalo en el plan"
        raise NoSeRepiteError(motivo)
    forma = esquema.opciones.forma if esquema.opciones else None
    if forma and huella_de_forma(de_base.formato) != forma:
        motivo = (
            f"salió con otra forma de {esquema.formato} que la que se dio: dé la carpeta como"
            " estaba entonces (plantillas=, --con plantillas=CARPETA)"
        )
        raise NoSeRepiteError(motivo)


def leer_con_su_plan(  # noqa: PLR0913 - lo que se dice al leer
    documento: DocumentoPorVer,
    base: Any,
    *,
    formato: Any = None,
    plantillas: Carpeta | None = None,
    corte: date | None = None,
    quitar: bool = False,
) -> Lectura[Any]:
    """Lectura de ``base`` con lo que alguien cambió en un documento que salió de él.

    ``base`` es el contenido, o lo que de él trae la hoja ``Datos``, o el ``Reporte`` con que salió,
    que lleva sus opciones. Sin poder emitirlo otra vez igual no se aplica nada, y un aviso dice por
    qué y qué dar.
    """
    reporte_dado = base if isinstance(base, Reporte) else None
    if reporte_dado is not None and reporte_dado.es_publico:
        motivo = "es para publicar, y ya no trae lo que se tapó: dé el reporte sin .publico()"
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))
    esquema = esquema_dicho(documento.propiedades.get(ESQUEMA, ""))
    if esquema is None and formato is None and reporte_dado is None:
        motivo = (
            "no dice con qué formato salió, y no se puede comparar con su plan: dé en plan= el"
            " reporte con que salió (--con formato=CODIGO), o léalo sin plan"
        )
        raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))
    esquema = esquema or Esquema(formato="", version="", de="plan", corte=corte)
    try:
        partida = reporte_igual(base, esquema, formato, plantillas)
    except NoSeRepiteError as error:
        return _sin_aplicar(reporte_dado.contenido if reporte_dado else base, esquema, str(error))
    leido = _leido(documento, partida, esquema, quitar=quitar)
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
        cambios=leido.cambios,
    )


def _leido(
    documento: DocumentoPorVer, partida: Reporte, esquema: Esquema, *, quitar: bool
) -> ResultadoDeLectura:
    """Lo que se lee de un documento que salió de ese reporte y volvió.

    ``quitar``: si se quitan del plan las filas que se borraron. Si está como salió, nada se coteja.
    """
    tipo = documento.tipo
    emitido = _otra_vez(partida, tipo, documento.ya_vistas)

    def emitir(contenido: Any) -> Reemision:
        """El documento de ese contenido; el de partida no se emite otra vez."""
        if contenido is partida.contenido:
            return emitido
        return _otra_vez(attrs.evolve(partida, contenido=contenido), tipo, documento.ya_vistas)

    if documento.es_como(emitido.por_ver):
        return ResultadoDeLectura(partida.contenido)
    return leer_devuelto(
        Devuelto(
            recibido=documento.visto,
            base=partida.contenido,
            emitir=emitir,
            quitar=quitar,
            esquema=esquema if esquema.formato else None,
            no_es_un_dato=_no_es_un_dato(partida.formato) or NO_ES_UN_DATO,
        )
    )


def _sin_aplicar(base: Any, esquema: Esquema, motivo: str) -> Lectura[Any]:
    """Lectura que deja la base como está, con un aviso de por qué."""
    aviso = Aviso("lectura_dudosa", "", f"no se aplicó nada: {motivo}")
    return Lectura(contenido=base, avisos=(aviso,), formato=esquema.formato, corte=esquema.corte)


def _no_es_un_dato(formato: Formato) -> str:
    """Motivo por el que lo cambiado no es un dato, por el formato; vacío si es el corriente."""
    if formato.cuerpo_en_word is not None:
        return "está en un cuerpo diseñado en Word, y no se sabe de qué dato es: corríjalo en él"
    if formato.es_de_filas:
        return "no es un dato del plan: lo de unas filas propias se corrige en ellas (filas=)"
    return ""


def _otra_vez(de_base: Reporte, tipo: str, ya_vistas: dict[Any, Any]) -> Reemision:
    """El documento emitido otra vez: su árbol, con el dato de cada celda, y cómo escribirlo."""
    escritor = escritor_de(de_base, tipo)

    def escribir(arbol: Documento) -> DocumentoPorVer:
        contenido = escritor.cargar()(arbol, Escritura())
        return DocumentoPorVer(contenido, f"base.{tipo}", ya_vistas)

    return Reemision(documento_con_rutas(de_base, escritor.medio or "documento"), escribir)


_PIDE_SU_PLAN = (
    "es un documento de los nuestros: dé el plan de que salió con plan= (--plan) o, si no lo tiene,"
    " léalo como el de cualquiera con por_rotulos=True (--con por-rotulos=si)"
)
_LO_QUE_FALTA = (
    "de esta hoja salió el contenido: los contactos y el escudo de la entidad, las firmas, el"
    " control de cambios{} y los textos no están en ella, ni si una celda se dejó en blanco a"
    ' propósito (""): se lee como la que falta; con plan= (--plan) no se pierden'
)
_DE_UN_MAPA = ", los seguimientos, cuándo se elaboró y se publica"


def leer_sin_su_plan(documento: DocumentoVisto) -> Lectura[Any] | None:
    """La lectura de la hoja ``Datos`` de un libro nuestro; ``None`` si el documento es ajeno.

    ``ErrorDeEntrada`` si no trae esa hoja, y una sola, o si no se puede leer.
    """
    esquema = esquema_de(documento)
    if esquema is None:
        return None
    hojas = hojas_de_datos_en(documento)
    if len(hojas) != 1 or esquema.de not in claves():
        raise ErrorDeEntrada(Falla("sin_su_plan", "", _PIDE_SU_PLAN))
    (hoja,), su_tema = hojas, tema(esquema.de)
    try:
        leida = lectura_de_filas(
            filas_de_la_hoja(hoja, su_tema), None, None, {}, de=su_tema.clave, zona=BOGOTA
        )
    except ErrorDeEntrada as error:
        fallas = (falla.en(hoja.lugar) for falla in error.fallas)
        raise ErrorDeEntrada([Falla("sin_su_plan", "", _PIDE_SU_PLAN), *fallas]) from None
    cambios = tuple(escrito_en_lo_impreso(documento, esquema))
    falta = _LO_QUE_FALTA.format("" if forma_de_filas(su_tema).de_corte else _DE_UN_MAPA)
    return attrs.evolve(
        leida,
        avisos=(
            Aviso("dato_supuesto", hoja.lugar, falta),
            *leida.avisos,
            *filter(None, (cambio.aviso for cambio in cambios)),
        ),
        formato=esquema.formato,
        corte=esquema.corte,
        cambios=cambios,
    )
