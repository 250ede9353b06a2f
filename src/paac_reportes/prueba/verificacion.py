"""Lo que de un archivo entregado se puede afirmar: por su acta, y haciéndolo otra vez."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from typing import TypeVar

import attrs

from paac_reportes import __version__, clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.escritores.registro import ESCRITORES, buscar_escritor
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.lectura.archivos import VERSION_DEL_CONTRATO
from paac_reportes.lectura.propios.escondido import de_varias_piezas
from paac_reportes.opc.clases import es_comprimido, es_de_otro_programa, que_es
from paac_reportes.opc.paquete import Comprimido, Partes, propiedades
from paac_reportes.prueba.acta import (
    Hecho,
    acta_de,
    hecho_de,
    huella_de_datos,
    huella_del_codigo,
    renglon_de,
    versiones_de,
)
from paac_reportes.prueba.certificado import (
    IDENTICO,
    NO_SE_PUEDE_AFIRMAR,
    SIN_COMPROBAR,
    Certificado,
    Constancia,
    Juicio,
    Prueba,
    Reparo,
    el_peor,
)
from paac_reportes.prueba.constancia import Actas
from paac_reportes.prueba.identidad import juzgar
from paac_reportes.sistema import IlegibleError, nombre_de, sufijo_de

P = TypeVar("P", bound=Pedido)


@clases.frozen(kw_only=True)
class Entregado:
    """Un archivo por verificar, y lo que de él dirá su certificado pase lo que pase."""

    nombre: str
    contenido: bytes
    tipo: str
    fecha: date | None
    basta_el_texto: bool

    @property
    def huella(self) -> str:
        """El sha256 de sus bytes."""
        return sha256(self.contenido).hexdigest()


# ------------------------------------------------------------------ por el acta


@clases.frozen(kw_only=True)
class EnActa:
    """Lo que un acta dice de un archivo."""

    donde: str
    juicio: Juicio
    ajeno: Falla | None = None
    """Por qué no es suyo, si no lo nombra."""
    registro: Hecho | None = None
    constancia: Constancia | None = None

    @property
    def prueba(self) -> Prueba:
        """Lo que con ella se supo."""
        dice = f"{self.donde} no lo nombra"
        if self.constancia is not None:
            firma = f"; {SIN_COMPROBAR}" if self.constancia.sin_comprobar else ""
            dice = f"{self.donde} lo nombra como {self.constancia.emitido_como}{firma}"
        return Prueba(con="acta", veredicto=self.juicio.veredicto, dice=dice)

    @property
    def publico(self) -> bool:
        """Si se emitió para publicar."""
        return self.registro is not None and self.registro.opciones.get("publico") is True

    @property
    def sin_revisar(self) -> int:
        """Cuánto quedaba sin que nadie lo revisara cuando se emitió."""
        valor = self.registro.opciones.get("sin_revisar") if self.registro else None
        return valor if isinstance(valor, int) else 0

    @property
    def avisos(self) -> tuple[Aviso, ...]:
        """Que trae una firma y nadie la comprobó."""
        if self.constancia is None or not self.constancia.sin_comprobar:
            return ()
        motivo = (
            f"{SIN_COMPROBAR}: prueba lo mismo que una sin firma. Dé la llave pública de quien"
            " firmó (clave_publica; en la orden, --clave-publica)"
        )
        return (Aviso("firma_sin_comprobar", self.donde, motivo),)


def en_acta(archivo: Entregado, donde: str, actas: Actas) -> EnActa:
    """Lo del registro que lo nombra o, si ninguno, por qué no es suyo."""
    registro_y_nombre, juicio = actas.registro_de(archivo.huella), Juicio(IDENTICO)
    if registro_y_nombre is None:
        ajeno = attrs.evolve(actas.ajeno(nombre_de(archivo.nombre)), ruta=archivo.nombre)
        no_consta = Juicio(NO_SE_PUEDE_AFIRMAR, (), (Reparo("acta", ajeno.mensaje),))
        return EnActa(donde=donde, juicio=no_consta, ajeno=ajeno)
    registro, emitido_como = registro_y_nombre
    constancia = Constancia(
        acta=donde,
        emitido_como=emitido_como,
        clave=registro.clave,
        datos=registro.datos,
        forma=registro.forma,
        huella=registro.huella,
        trae_firma=actas.trae_firma(registro),
        firma_comprobada=actas.firma_comprobada,
    )
    return EnActa(donde=donde, juicio=juicio, registro=registro, constancia=constancia)


def por_acta(archivo: Entregado, nombrado: EnActa) -> Certificado:
    """El certificado de un acta sola; ``ErrorDeEntrada`` si no lo nombra."""
    if nombrado.ajeno is not None:
        raise ErrorDeEntrada(nombrado.ajeno)
    return Certificado(
        veredicto=nombrado.juicio.veredicto,
        diferencias=nombrado.juicio.diferencias,
        reparos=nombrado.juicio.reparos,
        tipo=archivo.tipo,
        sha256_del_archivo=archivo.huella,
        sha256_de_los_datos=nombrado.constancia.datos if nombrado.constancia else None,
        constancia=nombrado.constancia,
        pruebas=(nombrado.prueba,),
        version=__version__,
        version_contrato=VERSION_DEL_CONTRATO,
        publico=nombrado.publico,
        sin_revisar=nombrado.sin_revisar,
        fecha=archivo.fecha,
        basta_el_texto=archivo.basta_el_texto,
        avisos=nombrado.avisos,
    )


def con_los_dos(certificado: Certificado, nombrado: EnActa, reporte_pedido: Pedido) -> Certificado:
    """El de hacerlo otra vez, si además el acta lo nombra y dice que salió de lo mismo."""
    juicio = nombrado.juicio
    if nombrado.registro is not None and (
        reparos_del_acta := tuple(_no_coincide(nombrado.registro, reporte_pedido, certificado.tipo))
    ):
        veredicto = el_peor(juicio.veredicto, NO_SE_PUEDE_AFIRMAR)
        juicio = Juicio(veredicto, juicio.diferencias, (*reparos_del_acta, *juicio.reparos))
    prueba = attrs.evolve(nombrado, juicio=juicio).prueba
    explica: tuple[Reparo, ...] = ()
    pasan = prueba.pasa and certificado.pasa
    registro = nombrado.registro
    if not pasan and registro and registro.huella != huella_del_codigo():
        explica = (Reparo("acta", "lo escribió otro código que el de aquí: verifique con aquél"),)
    return attrs.evolve(
        certificado,
        veredicto=el_peor(juicio.veredicto, certificado.veredicto),
        constancia=nombrado.constancia,
        pruebas=(prueba, *certificado.pruebas),
        diferencias=tuple(dict.fromkeys((*certificado.diferencias, *juicio.diferencias))),
        reparos=tuple(dict.fromkeys((*juicio.reparos, *certificado.reparos, *explica))),
        avisos=(*nombrado.avisos, *certificado.avisos),
    )


def _no_coincide(registro: Hecho, reporte_pedido: Pedido, tipo: str) -> Iterator[Reparo]:
    """Lo que el acta dice de dónde salió, y no es lo que se dio para hacerlo otra vez."""
    acta_de_hoy = hecho_de(renglon_de(acta_de(reporte_pedido, [tipo], registro.clave)))
    for campo, nombre in {"datos": "los datos", "forma": "la forma"}.items():
        valor_del_acta, valor_de_hoy = getattr(registro, campo), getattr(acta_de_hoy, campo)
        if valor_del_acta is None:
            yield Reparo(
                "acta", f"no dice {nombre} de que salió, y con lo que se dio no se compara"
            )
        elif valor_del_acta != valor_de_hoy:
            motivo = (
                f"dice que {nombre} son otros" if campo == "datos" else "dice que la forma es otra"
            )
            yield Reparo(
                "acta",
                f"{motivo}: {valor_del_acta[:16]}…, y la de lo que se dio es {valor_de_hoy[:16]}…",
            )
    if registro.corte != acta_de_hoy.corte:
        yield Reparo(
            "acta",
            f"dice corte {registro.corte or 'ninguno'}, y aquí es {acta_de_hoy.corte or 'ninguno'}",
        )
    no_deciden = {"tipos"} | ({"con_datos"} if tipo != "pdf" else set())
    for clave in sorted({*registro.opciones, *acta_de_hoy.opciones} - no_deciden):
        valor_del_acta, valor_de_hoy = (
            uno.opciones.get(clave, False) for uno in (registro, acta_de_hoy)
        )
        if valor_del_acta != valor_de_hoy:
            yield Reparo(
                "acta",
                f"dice que la opción «{clave}» fue {mostrar(valor_del_acta)}, y aquí es"
                f" {mostrar(valor_de_hoy)}",
            )


# ------------------------------------------------------------------ haciéndolo otra vez


def contra(
    archivo: Entregado, reporte_pedido: P, emitir: Callable[[P], tuple[bytes, tuple[Aviso, ...]]]
) -> Certificado:
    """El certificado de compararlo con los bytes que ``emitir`` da del pedido, con sus avisos."""
    _comprobar_que_es_de_uno(archivo)
    tipo, contenido = archivo.tipo, archivo.contenido
    debido, avisos = emitir(reporte_pedido)
    juicio = juzgar(tipo, debido, contenido)
    versiones = versiones_de([tipo])
    reparos = juicio.reparos
    if juicio.veredicto != "identico":
        reparos = (*reparos, *_lo_explica(tipo, contenido, versiones))
    corte = f"corte {reporte_pedido.corte}" if reporte_pedido.corte else "sin corte"
    de_que = f"{reporte_pedido.formato.codigo}, {corte}"
    return Certificado(
        veredicto=juicio.veredicto,
        pruebas=(Prueba(con="datos", veredicto=juicio.veredicto, dice=de_que),),
        tipo=tipo,
        sha256_del_archivo=archivo.huella,
        sha256_de_los_datos=huella_de_datos(reporte_pedido.contenido),
        version=__version__,
        version_contrato=VERSION_DEL_CONTRATO,
        formato=reporte_pedido.formato.codigo,
        version_del_formato=reporte_pedido.formato.version,
        corte=reporte_pedido.corte,
        entidad=reporte_pedido.contenido.entidad.nombre,
        vigencia=reporte_pedido.contenido.vigencia,
        publico=reporte_pedido.publico,
        revisado=reporte_pedido.revisado,
        sin_revisar=reporte_pedido.sin_revisar,
        fecha=archivo.fecha,
        basta_el_texto=archivo.basta_el_texto,
        versiones=versiones,
        diferencias=juicio.diferencias,
        reparos=reparos,
        avisos=avisos,
    )


_TYPST = re.compile(rb"Typst ([0-9]+\.[0-9]+)")


def _lo_explica(tipo: str, contenido: bytes, versiones: Mapping[str, str]) -> Iterator[Reparo]:
    """Lo que puede haber cambiado los bytes sin que nadie cambie el archivo."""
    escritor = buscar_escritor(tipo)
    con = ", ".join(f"{cual} {version}" for cual, version in versiones.items())
    yield Reparo("", f"aquí se hizo otra vez con {con}; con otras, los bytes pueden ser otros")
    version_escrita = _TYPST.search(contenido)
    if version_escrita and not versiones.get("typst", "").startswith(version_escrita[1].decode()):
        yield Reparo(
            "", f"lo escribió Typst {version_escrita[1].decode()}, que compone de otro modo"
        )
    if escritor.con_fuentes:
        yield Reparo("", "también lo cambian las fuentes instaladas donde se escribió")


# ------------------------------------------------------------------ el archivo

_DE_OFFICE = {
    "docx": "un documento de Word",
    "xlsx": "un libro de Excel",
    "comprimido": "un archivo comprimido",
}


def tipo_de(nombre: str, contenido: bytes) -> str:
    """El que dice su nombre, si lo que trae es de él; ``ErrorDeEntrada`` si no es nuestro."""
    extension = sufijo_de(nombre).lower().removeprefix(".")
    escritor, tipo_encontrado = ESCRITORES.get(extension), _por_lo_que_trae(contenido)
    sin_senas = escritor is not None and not (escritor.comienzo or escritor.parte)
    if sin_senas and tipo_encontrado is None and not es_de_otro_programa(contenido):
        return extension
    if tipo_encontrado == extension or (
        escritor and escritor.parte and tipo_encontrado == "comprimido"
    ):
        return extension
    if escritor and tipo_encontrado is not None:
        es = _DE_OFFICE.get(tipo_encontrado, f"un .{tipo_encontrado}")
        motivo = f"se llama .{extension} y es {es}; verifique el que se emitió"
    elif tipo_encontrado in ESCRITORES:
        return tipo_encontrado
    else:
        posibles = ", ".join(f".{tipo}" for tipo in ESCRITORES)
        es = "no es de esa clase" if sin_senas else que_es(contenido, nombre)
        motivo = f"{es.partition(';')[0]}; se verifican {posibles}"
    raise ErrorDeEntrada(Falla("archivo_de_otra_clase", nombre, motivo))


def _por_lo_que_trae(contenido: bytes) -> str | None:
    """Su tipo, si se ve; ``comprimido``, si lo es y no se sabe de qué."""
    if es_comprimido(contenido):
        partes = _partes_de(contenido)
        tipos = (t for t, uno in ESCRITORES.items() if uno.parte and uno.parte in partes)
        return next(tipos, "comprimido")
    for tipo, escritor in ESCRITORES.items():
        if (
            escritor.comienzo
            and contenido[: len(escritor.comienzo)].lower() == escritor.comienzo.lower()
        ):
            return tipo
    return None


def _partes_de(contenido: bytes) -> Comprimido | tuple[()]:
    try:
        return Comprimido(contenido)
    except IlegibleError:
        return ()


def _comprobar_que_es_de_uno(archivo: Entregado) -> None:
    """``ErrorDeEntrada`` si une varias piezas: de unos datos solos no sale."""
    if (partes := _partes_de(archivo.contenido)) and (
        varias := de_varias_piezas(propiedades(Partes(partes)))
    ):
        motivo = f"{varias}, y de unos datos solos no sale; verifíquelo con su acta"
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", archivo.nombre, motivo))
