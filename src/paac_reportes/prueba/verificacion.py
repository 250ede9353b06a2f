"""Lo que de un archivo entregado se sabe: por el acta que lo acompaña, y haciéndolo otra vez.

De un acta que no se entiende no se cree nada. La prueba es de bytes; de un Word o un libro, de los
de cada parte, que otra zlib comprime distinto, y del que no es idéntico se compara lo que dice:
cómo se ve no se mira.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from itertools import islice
from typing import Any, TypeVar

import attrs

from paac_reportes import __version__, clases
from paac_reportes.cotejo.cambios import cotejar
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores.registro import ESCRITORES
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.esquema import Esquema, esquema_dicho
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
from paac_reportes.lectura.escondido import con_las_marcas_de
from paac_reportes.opc.lectura import ver_bytes
from paac_reportes.opc.origen import es_comprimido, es_separado, que_es
from paac_reportes.opc.paquete import ESQUEMA, Comprimido, Partes, propiedades
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.prueba.acta import (
    ActaIlegibleError,
    Hecho,
    acta_de,
    hecho_de,
    huella_de_datos,
    versiones_de,
)
from paac_reportes.prueba.certificado import (
    IGUAL,
    Certificado,
    Constancia,
    Diferencia,
    Juicio,
    sin_comparar,
)
from paac_reportes.sistema import IlegibleError, nombre_de
from paac_reportes.textos.publico import Revisado

_ARCHIVOS_QUE_SE_NOMBRAN = 5
"""Los archivos de un acta que se nombran al decir que ninguno es el que llegó."""


@clases.frozen(kw_only=True)
class Acta:
    """El acta de unos archivos, en que se puede creer."""

    nombre: str
    """El archivo de donde se leyó."""
    registro: Hecho

    def emitido_como(self, huella: str) -> str | None:
        """El nombre con que se emitió el archivo de ese sha256; ``None`` si no es de los suyos."""
        archivos = self.registro.archivos.items()
        return next((nombre for nombre, a in archivos if a.sha256 == huella), None)

    def empieza(self, contenido: bytes) -> bool:
        """Si el contenido empieza con los bytes de un PDF de esta acta, y sigue."""
        huellas_por_tamano = defaultdict[int, set[str]](set)
        for nombre, archivo in self.registro.archivos.items():
            if nombre.endswith(".pdf") and archivo.bytes < len(contenido):
                huellas_por_tamano[archivo.bytes].add(archivo.sha256)
        huella, leidos = sha256(), 0
        for tamano, huellas in sorted(huellas_por_tamano.items()):
            huella.update(contenido[leidos:tamano])
            leidos = tamano
            if huella.hexdigest() in huellas:
                return True
        return False

    def por_que_no(self, nombre: str) -> str:
        """Motivo de que no sea de esta acta un archivo que no está aquí, llamado ``nombre``."""
        nombres = list(self.registro.archivos)
        if nombre in nombres:
            return (
                f"{self.nombre} habla de un archivo de ese nombre y sus bytes no son éstos: se"
                " cambió después de emitido, o es de otra emisión"
            )
        restantes = len(nombres) - _ARCHIVOS_QUE_SE_NOMBRAN
        lista = ", ".join(nombres[:_ARCHIVOS_QUE_SE_NOMBRAN]) + (
            f" y {restantes} más" if restantes > 0 else ""
        )
        contenido = f"habla de {lista}" if nombres else "no habla de ninguno"
        return f"{self.nombre} no es el acta de este archivo: {contenido}"


def leer_acta(contenido: bytes, nombre: str) -> Acta:
    """El acta de un archivo; ``ErrorDeEntrada`` si no se puede creer en ella."""
    try:
        return Acta(nombre=nombre, registro=hecho_de(contenido))
    except ActaIlegibleError as error:
        raise ErrorDeEntrada(Falla(error.codigo, nombre, f"no sirve de acta: {error}")) from None


_DISTINTAS = 10_000
"""Las diferencias que se dicen una por una; de las demás, cuántas son."""
_SE_COMPARAN = frozenset({"docx", "xlsx"})
"""Tipos que se comparan: los demás sólo se prueban por sus bytes."""
_DE_IMAGENES = "imagen_sin_leer"
"""El aviso de lo que no se compara: cada programa ancla las suyas donde quiere."""
_FIN_DEL_ZIP = b"PK\x05\x06"
_LARGO_DEL_FIN = 22
"""Bytes del registro con que un ZIP termina, si no lleva comentario."""


def juzgar(tipo: str, debido: bytes, traido: bytes) -> Juicio:
    """Juicio de ``traido`` frente a ``debido``, que es el que debía ser."""
    if traido == debido:
        return IGUAL
    if tipo == "pdf" and traido.startswith(debido):
        return Juicio(None, agregado=True)
    if tipo not in _SE_COMPARAN:
        return sin_comparar(f"de un .{tipo} sólo prueban sus bytes")
    try:
        return _juicio_por_partes(debido, traido)
    except IlegibleError as error:
        return sin_comparar(str(error))
    except ErrorDeEntrada as error:
        return sin_comparar(error.fallas[0].mensaje)


def _juicio_por_partes(debido: bytes, traido: bytes) -> Juicio:
    """Si un Word o un libro es el que debía: por sus partes o, si difieren, por lo que se ve.

    ``debido``: lo que se emite hoy; ``traido``: lo que se verifica.
    """
    if not es_comprimido(traido):
        raise IlegibleError("archivo_danado", que_es(traido, ""))
    esperado, encontrado = Comprimido(debido), Comprimido(traido)
    if esperado.es_como(encontrado) and traido[-_LARGO_DEL_FIN:].startswith(_FIN_DEL_ZIP):
        return IGUAL
    if motivo := _motivo_de_otra_forma(_esquema_de(esperado), _esquema_de(encontrado)):
        return sin_comparar(motivo)
    emitido, recibido = (ver_bytes(c, "", con_paginas=False) for c in (debido, traido))
    diferencias = _diferencias(emitido, recibido)
    distintas = tuple(islice(diferencias, _DISTINTAS))
    restantes = sum(1 for _ in diferencias)
    return Juicio(distintas, (f"y otras {restantes} diferencias",) if restantes else ())


def _diferencias(emitido: DocumentoVisto, recibido: DocumentoVisto) -> Iterator[Diferencia]:
    """Las diferencias entre lo emitido y lo que volvió, también en lo que no se ve."""
    for cambio in cotejar(emitido, con_las_marcas_de(emitido, recibido)):
        yield Diferencia(cambio.lugar, cambio.clase, cambio.antes, cambio.ahora)
    for aviso in recibido.avisos:
        if aviso.codigo != _DE_IMAGENES and aviso not in emitido.avisos:
            yield Diferencia(aviso.ruta or "archivo", "agregada", None, aviso.mensaje)


def _esquema_de(comprimido: Comprimido) -> Esquema | None:
    """El esquema que un archivo dice en sus propiedades: su formato y su versión.

    ``None`` si no lo dice o ya no se entiende.
    """
    return esquema_dicho(propiedades(Partes(comprimido)).get(ESQUEMA, ""))


def _motivo_de_otra_forma(esperado: Esquema | None, encontrado: Esquema | None) -> str:
    """El motivo de no comparar: son de formatos o versiones distintas; vacío si no."""
    if esperado is None or encontrado is None:
        return ""
    formas = [f"{esquema.formato}, versión {esquema.version}" for esquema in (encontrado, esperado)]
    return "" if formas[0] == formas[1] else f"dice ser de {formas[0]}, y se pidió {formas[1]}"


P = TypeVar("P", bound=Pedido)


@clases.frozen(kw_only=True)
class Entregado:
    """Un archivo por verificar, y lo que de él dirá su certificado pase lo que pase."""

    nombre: str
    contenido: bytes
    tipo: str
    fecha: date | None

    @property
    def huella(self) -> str:
        """El sha256 de sus bytes."""
        return sha256(self.contenido).hexdigest()

    def certificado(self, juicio: Juicio, **lo_demas: Any) -> Certificado:
        """El certificado del archivo según su juicio; ``lo_demas`` son sus otros campos."""
        return Certificado(
            veredicto="identico" if juicio.identico else "distinto",
            diferencias=juicio.diferencias,
            agregado=juicio.agregado,
            motivos=juicio.motivos,
            tipo=self.tipo,
            sha256_del_archivo=self.huella,
            version=__version__,
            version_contrato=VERSION_DEL_CONTRATO,
            fecha=self.fecha,
            **lo_demas,
        )


# ------------------------------------------------------------------ por el acta


@clases.frozen(kw_only=True)
class EnActa:
    """Lo que un acta dice de un archivo."""

    juicio: Juicio
    registro: Hecho | None = None
    """El registro que lo nombra por su huella o, si no, el de otro de igual nombre."""
    constancia: Constancia | None = None


def en_acta(archivo: Entregado, donde: str, acta: Acta) -> EnActa:
    """Lo que un acta, del archivo ``donde``, dice de un archivo: si es suyo o por qué no."""
    nombre, registro = nombre_de(archivo.nombre), acta.registro
    if archivo.tipo == "pdf" and acta.empieza(archivo.contenido):
        return EnActa(juicio=Juicio(None, agregado=True))
    emitido_como = acta.emitido_como(archivo.huella)
    if emitido_como is None:
        juicio = sin_comparar(acta.por_que_no(nombre))
        return EnActa(juicio=juicio, registro=registro if nombre in registro.archivos else None)
    constancia = Constancia(
        acta=donde,
        emitido_como=emitido_como,
        clave=registro.clave,
        datos=registro.datos,
        forma=registro.forma,
        huella=registro.huella,
    )
    return EnActa(juicio=IGUAL, registro=registro, constancia=constancia)


def por_acta(archivo: Entregado, nombrado: EnActa) -> Certificado:
    """El certificado de un archivo, según lo que su acta dice de él."""
    registro = nombrado.registro
    if registro is None or nombrado.constancia is None:
        return archivo.certificado(nombrado.juicio)
    return archivo.certificado(
        nombrado.juicio,
        sha256_de_los_datos=registro.datos,
        constancia=nombrado.constancia,
        formato=registro.formato,
        version_del_formato=registro.version_del_formato,
        corte=registro.corte,
        entidad=registro.entidad,
        vigencia=registro.vigencia,
        publico=registro.opciones.get("publico") is True,
        revisado=_revisado(registro.opciones.get("revisado")),
        sin_revisar=_entero_o_cero(registro.opciones.get("sin_revisar")),
    )


def _revisado(valor: object) -> Revisado | None:
    """Lo revisado, como lo anota un acta; ``None`` si no es un diccionario."""
    if not isinstance(valor, dict):
        return None
    return Revisado(
        quedan=_entero_o_cero(valor.get("quedan")), se_omiten=_entero_o_cero(valor.get("se_omiten"))
    )


def _entero_o_cero(valor: object) -> int:
    return valor if isinstance(valor, int) else 0


# ------------------------------------------------------------------ haciéndolo otra vez


def contra(
    archivo: Entregado,
    reporte_pedido: P,
    emitir: Callable[[P], tuple[bytes, tuple[Aviso, ...]]],
    nombrado: EnActa | None,
) -> Certificado:
    """El certificado de un archivo junto a los bytes que ``emitir`` da del pedido.

    ``emitir`` da también sus avisos. Si hay un acta, es idéntico el que lo es por los dos.
    """
    debido, avisos = emitir(reporte_pedido)
    juicio = juzgar(archivo.tipo, debido, archivo.contenido)
    if nombrado is not None:
        juicio = _juicio_de_los_dos(juicio, nombrado, reporte_pedido, archivo.tipo)
    return archivo.certificado(
        juicio,
        sha256_de_los_datos=huella_de_datos(reporte_pedido.contenido),
        constancia=nombrado and nombrado.constancia,
        formato=reporte_pedido.formato.codigo,
        version_del_formato=reporte_pedido.formato.version,
        corte=reporte_pedido.corte,
        entidad=reporte_pedido.contenido.entidad.nombre,
        vigencia=reporte_pedido.contenido.vigencia,
        publico=reporte_pedido.es_publico,
        revisado=reporte_pedido.revisado,
        sin_revisar=reporte_pedido.sin_revisar,
        versiones=versiones_de([archivo.tipo]),
        avisos=avisos,
    )


def _juicio_de_los_dos(
    por_datos: Juicio, nombrado: EnActa, reporte_pedido: Pedido, tipo: str
) -> Juicio:
    """Si un archivo es el emitido, por sus datos y por su acta a la vez.

    ``por_datos``: lo que da emitirlo otra vez; ``nombrado``: lo que el acta dice de él.
    """
    if por_datos.identico and nombrado.juicio.identico:
        return IGUAL
    motivos = nombrado.juicio.motivos + por_datos.motivos
    if por_datos.identico:
        motivos += ("de esos datos sale idéntico",)
        return attrs.evolve(nombrado.juicio, diferencias=(), agregado=False, motivos=motivos)
    if nombrado.registro is None:
        agregado = por_datos.agregado or nombrado.juicio.agregado
        return attrs.evolve(por_datos, motivos=motivos, agregado=agregado)
    de_hoy = acta_de(reporte_pedido, [tipo], nombrado.registro.clave)
    con_otro = tuple(_motivos_de_lo_que_lo_escribio(nombrado.registro, de_hoy))
    motivos += (*con_otro, *_motivos_de_lo_que_se_dio(nombrado.registro, de_hoy, tipo))
    # Lo escrito con otra versión puede decirlo de otro modo sin que nadie lo cambie.
    diferencias = None if con_otro else por_datos.diferencias
    return attrs.evolve(por_datos, diferencias=diferencias, motivos=motivos)


def _motivos_de_lo_que_lo_escribio(registro: Hecho, acta_de_hoy: Hecho) -> Iterator[str]:
    """Motivos por los que saldría distinto: hoy son otros el código, la forma o las letras."""
    if registro.huella != acta_de_hoy.huella:
        yield "el acta dice que lo escribió otro código que el de aquí: verifique con aquél"
    if registro.forma != acta_de_hoy.forma:
        yield "el acta dice que la forma es otra"
    if acta_de_hoy.fuentes and registro.fuentes != acta_de_hoy.fuentes:
        yield "el acta dice que las letras son otras"


def _motivos_de_lo_que_se_dio(registro: Hecho, acta_de_hoy: Hecho, tipo: str) -> Iterator[str]:
    """Motivos por los que saldría distinto: otros datos, corte, opciones o bibliotecas."""
    for biblioteca, version in registro.versiones.items():
        aqui = acta_de_hoy.versiones.get(biblioteca, version)
        if aqui != version:
            yield f"el acta dice {biblioteca} {version}, y aquí es {aqui}"
    if registro.datos != acta_de_hoy.datos:
        yield "el acta dice que los datos son otros"
    if registro.corte != acta_de_hoy.corte:
        yield f"el acta dice corte {registro.corte or 'ninguno'}, y aquí es {acta_de_hoy.corte}"
    no_deciden = {"tipos"} | ({"con_datos"} if tipo != "pdf" else set())
    for clave in sorted({*registro.opciones, *acta_de_hoy.opciones} - no_deciden):
        valor_del_acta, valor_de_hoy = (
            acta.opciones.get(clave, False) for acta in (registro, acta_de_hoy)
        )
        if valor_del_acta != valor_de_hoy:
            yield (
                f"el acta dice que la opción «{clave}» fue {mostrar(valor_del_acta)}, y aquí es"
                f" {mostrar(valor_de_hoy)}"
            )


# ------------------------------------------------------------------ el archivo

_NOMBRES_DE_OFFICE = {
    "docx": "un documento de Word",
    "xlsx": "un libro de Excel",
    "comprimido": "un archivo comprimido",
}


def tipo_de_lo_entregado(nombre: str, contenido: bytes) -> str:
    """El tipo de un archivo por su extensión o, si no es de las nuestras, por sus bytes.

    ``ErrorDeEntrada`` si no cuadran.
    """
    extension = nombre.rpartition(".")[2].lower()
    escritor, tipo_encontrado = ESCRITORES.get(extension), _tipo_por_sus_bytes(contenido)
    if escritor is None and (tipo := tipo_encontrado or _tipo_de_texto(contenido)) in ESCRITORES:
        return tipo
    if escritor is None:
        posibles = ", ".join(f".{tipo}" for tipo in ESCRITORES)
        motivo = f"{que_es(contenido, nombre).partition(';')[0]}; se verifican {posibles}"
    elif tipo_encontrado is None or tipo_encontrado == extension:
        return extension  # el dañado o cifrado no deja ver qué es
    elif escritor.parte and tipo_encontrado == "comprimido":
        return extension
    else:
        clase = _NOMBRES_DE_OFFICE.get(tipo_encontrado, f"un .{tipo_encontrado}")
        motivo = f"se llama .{extension} y es {clase}; verifique el que se emitió"
    raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))


def _tipo_por_sus_bytes(contenido: bytes) -> str | None:
    """El tipo de un archivo por sus bytes; ``comprimido``, si lo es y no se sabe de qué."""
    if es_comprimido(contenido):
        partes = _partes_de(contenido)
        tipos = (t for t, e in ESCRITORES.items() if e.parte and e.parte in partes)
        return next(tipos, "comprimido")
    for tipo, escritor in ESCRITORES.items():
        comienzo = escritor.comienzo
        if comienzo and contenido[: len(comienzo)].lower() == comienzo.lower():
            return tipo
    return None


def _tipo_de_texto(contenido: bytes) -> str:
    """``json`` o ``csv``, si un texto que no dice su extensión lo parece; si no, vacío."""
    if contenido.lstrip()[:1] == b"{":
        return "json"
    return "csv" if es_separado(contenido) else ""


def _partes_de(contenido: bytes) -> Comprimido | tuple[()]:
    """Las partes de un archivo comprimido; ninguna si no lo es."""
    try:
        return Comprimido(contenido)
    except IlegibleError:
        return ()
