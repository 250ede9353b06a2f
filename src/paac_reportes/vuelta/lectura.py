"""Un plan con lo que alguien cambió en un documento suyo.

Se emite otra vez el plan, se coteja con lo que volvió, se aplica lo que se entiende y se emite de
nuevo: el valor que no da el texto que se vio, se deshace y se dice.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.rutas import CeldaConDatos, DatoDeCelda
from paac_reportes.cotejo.cambios import AlSalir, Cambio, cotejar
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.formatos.definicion.esquema import Esquema, esquema_dicho
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.escondido import con_las_marcas_de
from paac_reportes.maqueta.documento import Documento
from paac_reportes.modelo.recorrer import en_largo, hallar
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.lectura import DocumentoPorVer
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.markdown import (
    BloqueDeTexto,
    Trozo,
    con_sus_signos,
    leer_markdown,
    renglones_de_bloques,
)
from paac_reportes.textos.plano import de_breve
from paac_reportes.vuelta.cambios import (
    CambioLeido,
    DatosPorCambiar,
    aplicado,
    cambio_sin_aplicar,
)
from paac_reportes.vuelta.datos import DatosDelDocumento, DatosEntreMarcas
from paac_reportes.vuelta.filas import FilasDelContenido
from paac_reportes.vuelta.impreso import filas_de_menos
from paac_reportes.vuelta.inversa import (
    NoSeSabeError,
    duda_del_valor,
    es_porcentaje,
    propuestas_de,
    se_lee_igual,
)


@clases.frozen(eq=False)
class Reemision:
    """Un contenido emitido otra vez: el árbol, con de qué dato es cada celda, y lo que se ve."""

    documento: Documento
    _escribir: Callable[[Documento], DocumentoPorVer]

    @clases.propiedad_recordada
    def por_ver(self) -> DocumentoPorVer:
        """El archivo, que se escribe si hace falta."""
        return self._escribir(self.documento)

    @property
    def visto(self) -> DocumentoVisto:
        """Lo que se ve en él."""
        return self.por_ver.visto

    @property
    def hojas_de_datos(self) -> tuple[str, ...]:
        """Lugares de las hojas que repiten el contenido en filas: ``hoja «Datos»``."""
        return tuple(f"hoja «{hoja.nombre}»" for hoja in self.documento.hojas_de_datos)


Emitir = Callable[[Any], Reemision]
NO_ES_UN_DATO = (
    "no es un dato: es un rótulo, un título, un total o algo que se calcula (lo recomendado se toma"
    " con recomendar(plan, informe=…), o --recomendar --informe)"
)


@clases.frozen(kw_only=True, eq=False)
class Devuelto:
    """Un documento que volvió, y lo que hace falta para leerlo."""

    recibido: DocumentoVisto
    base: Contenido
    """El contenido de que salió."""
    emitir: Emitir
    quitar: bool = False
    """Si una fila que ya no está sale también de los datos."""
    esquema: Esquema | None = None
    """Esquema: lo que el documento dice de sí; ``None`` si no lo dice."""
    no_es_un_dato: str = NO_ES_UN_DATO
    """Motivo de lo que no es de ningún dato."""

    def entre_marcas(self, emitido: Reemision) -> DatosEntreMarcas | None:
        """Los datos que un cuerpo diseñado en Word lleva entre marcas; ``None`` si no lleva."""
        if not emitido.visto.marcados:
            return None
        return DatosEntreMarcas(self.base, emitido.visto, self.recibido)

    def al_salir(self, emitido: Reemision, datos: DatosDelDocumento) -> AlSalir | None:
        """Lo que el documento decía al salir; ``None`` si el contenido sigue siendo el de entonces.

        ``ErrorDeEntrada`` si salió de otro: el de otra vigencia o, si sus líneas son otras, el de
        otra entidad.
        """
        hoy = esquema_dicho(emitido.visto.propiedades.get(ESQUEMA, ""))
        if hoy is None or self.esquema is None or hoy.dijo == self.esquema.dijo:
            return None
        huellas = frozenset(de_breve(self.esquema.lineas or ""))
        comunes = huellas.intersection(de_breve(hoy.lineas or ""))
        if hoy.vigencia != self.esquema.vigencia or (
            hoy.de_quien != self.esquema.de_quien and len(comunes) * 2 < len(huellas)
        ):
            motivo = (
                f"el documento salió de otro, de la vigencia {self.esquema.vigencia}, y el que se"
                f" dio, de «{self.base.entidad.nombre}», vigencia {self.base.vigencia}: dé el suyo"
            )
            raise ErrorDeEntrada(Falla("argumento_invalido", "plan", motivo))
        return AlSalir(
            huellas=huellas,
            de_varias=datos.de_varias,
            aparte=frozenset(emitido.hojas_de_datos),
            completo=filas_de_menos(self.recibido, self.esquema) <= 0,
        )


# -------------------------------------------------------------- los textos
# Un texto del contenido (``textos.introduccion``) es un solo dato y en el documento son varios
# párrafos: los que se corrigieron dan uno nuevo, y los demás quedan a la letra. El que se agregó o
# se quitó se dice.
_DE_LISTA = re.compile(r"[ \t]*(?:[-*+•]|[0-9]{1,3}[.)])[ \t]+")


@clases.frozen(eq=False)
class ParrafoCambiado:
    """Un párrafo corregido de un texto del contenido."""

    cambio: Cambio
    dato: DatoDeCelda
    """El texto entero, y lo que de él decía el párrafo."""
    numero: int
    """Cuál de sus párrafos, desde 0."""


def parrafo_cambiado(cambio: Cambio, datos: DatosDelDocumento) -> ParrafoCambiado | None:
    """El párrafo de un texto del contenido que cambió; ``None`` si no es de ninguno."""
    celda = datos.de(cambio) if cambio.clase == "editada" else None
    if celda is None or celda.parrafo is None:
        return None
    return ParrafoCambiado(cambio, celda.datos[0], celda.parrafo)


def texto_con(parrafos: Sequence[ParrafoCambiado]) -> str:
    """Un texto con sus párrafos corregidos; ``NoSeSabeError`` si no se puede escribir."""
    fuente = parrafos[0].dato.valor
    escritos, renglones = [*leer_markdown(fuente)], renglones_de_bloques(fuente)
    if len(escritos) != len(renglones):
        raise NoSeSabeError("el texto tiene un elemento de lista en blanco: corríjalo en los datos")
    lineas = fuente.split("\n")
    for parrafo in sorted(parrafos, key=lambda parrafo: parrafo.numero, reverse=True):
        desde, hasta = renglones[parrafo.numero]
        lineas[desde:hasta] = _corregido(parrafo, escritos[parrafo.numero], lineas[desde])
    return "\n".join(lineas)


def _corregido(parrafo: ParrafoCambiado, escrito: BloqueDeTexto, linea: str) -> list[str]:
    """Los renglones de Markdown que se leen como dice un párrafo, con la marca de lista que tenía.

    ``linea``: el primero de los que tenía. ``NoSeSabeError`` si no hay cómo escribirlo, o si
    perdería su negrita o su cursiva.
    """
    antes = parrafo.cambio.antes or ""
    ante = antes.removesuffix(parrafo.dato.texto)  # en una hoja, la viñeta va con el texto
    if ante == antes != "":
        raise NoSeSabeError("no es todo el párrafo, y no se sabe qué parte es")
    if any(trozo != Trozo(trozo.texto) for trozo in escrito.trozos):
        raise NoSeSabeError("el párrafo lleva negrita o cursiva: corríjalo en los datos")
    dice = (parrafo.cambio.ahora or "").removeprefix(ante)
    marca = coincidencia[0] if escrito.nivel and (coincidencia := _DE_LISTA.match(linea)) else ""
    for texto in (dice.replace("\n", "\\\n"), con_sus_signos(dice)):
        leidos = [*leer_markdown(texto)]
        if len(leidos) == 1 and leidos[0].nivel == 0 and [*leidos[0].trozos] == [Trozo(dice)]:
            primero, *demas = texto.split("\n")
            return [f"{marca}{primero}", *(" " * len(marca) + otro for otro in demas)]
    raise NoSeSabeError("no hay cómo escribirlo en el texto: corríjalo en los datos")


# -------------------------------------------------------------- lo que se pide


@clases.frozen
class _Propuesta:
    """Un valor que una celda pide para un dato."""

    cambio: Cambio
    leido: CambioLeido
    dato: Any
    valor: Any
    es_de_marca: bool


def _celda(cambio: Cambio) -> tuple[object, ...]:
    """La celda de un cambio, por su línea en lo emitido y su número."""
    return cambio.marca, cambio.rotulos, cambio.vez, cambio.celda


_ESTRUCTURA = frozenset({"falta", "agregada", "repetida", "movida"})
_REPITE_LOS_DATOS = (
    "es de una hoja que repite los datos, y de ella no se toma nada: corríjalo en lo que se imprime"
)
_DE_TODA_UNA = {
    "columna": (
        "de las columnas que no salieron, o que cambiaron de sitio, no se toma nada: déjelas como"
        " estaban"
    ),
    "tabla": "es de toda una tabla, y no se aplica",
}
_LA_BASE_CAMBIO = "el plan también cambió ahí desde que salió, y se queda como está"
_YA_NO_ES = (
    "el plan cambió después de que salió este documento: se aplicó lo que en él seguía como antes"
)
_SIN_HOJA_DE_DATOS = ", y no se miró su hoja Datos"


@clases.frozen(eq=False)
class ResultadoDeLectura:
    """El contenido con los cambios aplicados."""

    contenido: Any
    cambios: tuple[CambioLeido, ...] = ()
    """Cambios, en el orden del documento."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de lo que no se ve en el documento que volvió, y que el emitido no traía."""


def leer_devuelto(devuelto: Devuelto) -> ResultadoDeLectura:
    """El contenido que resulta de aplicar lo que cambió en un documento, y sus cambios."""
    emitido = devuelto.emitir(devuelto.base)
    recibido = con_las_marcas_de(emitido.visto, devuelto.recibido)
    devuelto = attrs.evolve(devuelto, recibido=recibido)
    avisos = tuple(aviso for aviso in devuelto.recibido.avisos if aviso not in emitido.visto.avisos)
    datos = DatosDelDocumento(emitido.documento, devuelto.entre_marcas(emitido))
    al_salir = devuelto.al_salir(emitido, datos)
    cambios = _cambios_de_datos(emitido.visto, devuelto.recibido, al_salir)
    if al_salir is not None:
        sin_hoja = _SIN_HOJA_DE_DATOS if al_salir.aparte else ""
        avisos = (*avisos, Aviso("base_cambiada", "", f"{_YA_NO_ES}{sin_hoja}"))
    if not cambios:
        return ResultadoDeLectura(devuelto.base, (), avisos)
    motivos = {id(cambio): _por_que_no_se_toma(cambio, emitido) for cambio in cambios}
    leidos = [(c, cambio_sin_aplicar(c, motivo)) for c in cambios if (motivo := motivos[id(c)])]
    por_mirar = [cambio for cambio in cambios if not motivos[id(cambio)]]
    de_filas = [cambio for cambio in por_mirar if cambio.clase in _ESTRUCTURA]
    propuestas, sin_saber = _lo_que_piden(
        (cambio for cambio in por_mirar if cambio.clase not in _ESTRUCTURA), datos, devuelto
    )
    leidos += sin_saber
    contenido, aplicados = _Aplicacion(devuelto, datos).con(propuestas)
    leidos += ((propuesta.cambio, leido) for propuesta, leido in aplicados)
    if de_filas:
        filas = FilasDelContenido(contenido, datos, devuelto.recibido)
        contenido, leidos_de_filas = filas.con(de_filas, quitar=devuelto.quitar)
        leidos += leidos_de_filas
    lugares = {id(cambio): numero for numero, cambio in enumerate(cambios)}
    leidos.sort(key=lambda par: lugares[id(par[0])])
    return ResultadoDeLectura(contenido, tuple(leido for _, leido in leidos), avisos)


def _cambios_de_datos(
    emitido: DocumentoVisto, recibido: DocumentoVisto, al_salir: AlSalir | None = None
) -> list[Cambio]:
    """Los cambios de un documento, sin el número o el día que sólo se muestra de otro modo."""
    return [cambio for cambio in cotejar(emitido, recibido, al_salir) if not cambio.solo_se_ve]


def _por_que_no_se_toma(cambio: Cambio, emitido: Reemision) -> str:
    """Motivo de no tomar nada de un cambio, sea de la clase que sea; vacío si se puede mirar."""
    if cambio.choca:
        return _LA_BASE_CAMBIO
    lugar = cambio.lugar.removeprefix("nombre de la ")
    return _REPITE_LOS_DATOS if lugar.startswith(emitido.hojas_de_datos) else ""


def _lo_que_piden(
    cambios: Iterable[Cambio], datos: DatosDelDocumento, devuelto: Devuelto
) -> tuple[list[_Propuesta], list[tuple[Cambio, CambioLeido]]]:
    """Los valores que piden las celdas y los párrafos, y los cambios de que no se sabe."""
    propuestas: list[_Propuesta] = []
    sin_saber: list[tuple[Cambio, CambioLeido]] = []
    pares = ((cambio, parrafo_cambiado(cambio, datos)) for cambio in cambios)
    for juntos in agrupadas((p.dato.campo if p else id(c), (c, p)) for c, p in pares).values():
        parrafos = [parrafo for _, parrafo in juntos if parrafo is not None]
        try:
            if parrafos:
                propuestas += _propuestas_de_un_texto(parrafos)
            else:
                propuestas += _propuestas(juntos[0][0], datos, devuelto)
        except NoSeSabeError as error:
            sin_saber += ((cambio, cambio_sin_aplicar(cambio, str(error))) for cambio, _ in juntos)
    return propuestas, sin_saber


def _propuestas(
    cambio: Cambio, datos: DatosDelDocumento, devuelto: Devuelto
) -> Iterable[_Propuesta]:
    """Los valores que un cambio pide para los datos; ``NoSeSabeError`` si no se puede saber."""
    if motivo := _DE_TODA_UNA.get(cambio.clase):
        raise NoSeSabeError(motivo)
    celda = datos.de(cambio)
    if celda is None:
        raise NoSeSabeError(devuelto.no_es_un_dato)
    if not cambio.acuerdan:
        raise NoSeSabeError("es de varias filas, y no todas dicen lo mismo o alguna se movió")
    for dato, valor in propuestas_de(celda, cambio.antes or "", cambio.ahora or ""):
        duda = duda_del_valor(dato, valor, cambio.ahora or "")
        for ruta in (dato.ruta, *dato.tambien):
            de_uno = attrs.evolve(dato, ruta=ruta)
            leido = aplicado(cambio, _ruta_de(de_uno), duda, dato.dato)
            yield _Propuesta(cambio, leido, de_uno, valor, celda.marca is not None)


def _propuestas_de_un_texto(parrafos: Sequence[ParrafoCambiado]) -> Iterable[_Propuesta]:
    """El texto que piden todos los cambios de sus párrafos; ``NoSeSabeError`` si no se sabe."""
    dato = parrafos[0].dato
    texto = texto_con(parrafos)
    for parrafo in parrafos:
        leido = aplicado(parrafo.cambio, _ruta_de(dato), dato=dato.dato)
        yield _Propuesta(parrafo.cambio, leido, dato, texto, es_de_marca=False)


def _ruta_de(dato: DatoDeCelda) -> str:
    """La ruta de un dato: ``firmas[0].nombre``."""
    ruta_del_dueno = ".".join(filter(None, (dato.ruta, *(campo for campo, _ in dato.faltan))))
    return unir_ruta(ruta_del_dueno, dato.campo)


class _Aplicacion:
    """Aplicación de unas propuestas, que se comprueba emitiendo el documento otra vez."""

    def __init__(self, devuelto: Devuelto, datos: DatosDelDocumento) -> None:
        self._devuelto = devuelto
        self._datos = datos
        self._leidos: list[tuple[_Propuesta, CambioLeido]] = []

    def con(
        self, propuestas: Sequence[_Propuesta]
    ) -> tuple[Any, list[tuple[_Propuesta, CambioLeido]]]:
        """El contenido con las propuestas, y cada una con su cambio, aplicado o con por qué no."""
        vigentes = self._sin_las_de_otra_fila(self._sin_contradicciones(propuestas))
        while vigentes:
            datos = DatosPorCambiar(self._devuelto.base)
            for propuesta in vigentes:
                datos.poner(propuesta.dato, propuesta.valor)
            try:
                contenido = datos.contenido()
            except ErrorDeEntrada as error:
                rechazos = dict(_motivos_por_id(vigentes, error.fallas))
            else:
                rechazos = {id(p): motivo for p, motivo in self._sin_efecto(vigentes, contenido)}
                if not rechazos:
                    self._leidos += [(propuesta, propuesta.leido) for propuesta in vigentes]
                    return contenido, self._leidos
            for propuesta in vigentes:
                if id(propuesta) in rechazos:
                    self._rechazar(propuesta, rechazos[id(propuesta)])
            vigentes = [propuesta for propuesta in vigentes if id(propuesta) not in rechazos]
        return self._devuelto.base, self._leidos

    def _rechazar(self, propuesta: _Propuesta, motivo: str) -> None:
        sin_aplicar = attrs.evolve(propuesta.leido, aplicado=False, motivo=motivo)
        self._leidos.append((propuesta, sin_aplicar))

    def _sin_contradicciones(self, propuestas: Sequence[_Propuesta]) -> list[_Propuesta]:
        """Las propuestas, sin las que piden de un mismo dato cosas distintas."""
        por_dato = agrupadas((propuesta.dato.lugar, propuesta) for propuesta in propuestas)
        quedan = []
        for de_un_dato in por_dato.values():
            # La marca que pasa de una columna a otra: la que se borró no pide nada.
            puestas = [p for p in de_un_dato if not (p.es_de_marca and p.valor is None)]
            pedidas = puestas or de_un_dato
            if len({repr(p.valor) for p in pedidas}) > 1:
                for propuesta in de_un_dato:
                    self._rechazar(propuesta, "otra celda dice otra cosa del mismo dato")
                continue
            quedan += [
                propuesta
                if propuesta in pedidas
                else attrs.evolve(propuesta, valor=pedidas[0].valor)
                for propuesta in de_un_dato
            ]
        return quedan

    def _sin_las_de_otra_fila(self, propuestas: Sequence[_Propuesta]) -> list[_Propuesta]:
        """Las propuestas, sin las que en el lugar de una fila reportada escriben otra.

        Lo reportado es de la que estaba, y como si se corrigiera pasaría a la nueva.
        """
        por_fila = agrupadas((self._fila_de(propuesta), propuesta) for propuesta in propuestas)
        quedan: list[_Propuesta] = []
        for ruta, de_la_fila in por_fila.items():
            lugar = hallar(self._devuelto.base, ruta) if ruta else None
            reportada = lugar is not None and getattr(lugar.objeto, "seguimientos", None)
            cambian = {p.dato.campo for p in de_la_fila if reportada and _cambia_del_todo(p.cambio)}
            if cambian.isdisjoint(_QUE_DICE) or cambian.isdisjoint(_QUE_FILA_ES):
                quedan += de_la_fila
                continue
            for propuesta in de_la_fila:
                self._rechazar(propuesta, "parece otra fila, y lo reportado es de la que estaba")
        return quedan

    def _fila_de(self, propuesta: _Propuesta) -> str:
        """Ruta de la fila de que es el dato; vacía si es de otro que varias comparten."""
        marca = propuesta.cambio.marca.partition("_")[0]
        ruta = en_largo(marca, type(self._devuelto.base))
        return ruta if ruta is not None and propuesta.dato.ruta.startswith(ruta) else ""

    def _sin_efecto(
        self, propuestas: Sequence[_Propuesta], contenido: Any
    ) -> list[tuple[_Propuesta, str]]:
        """Las propuestas que, emitidas otra vez, no dan lo que se vio; y por qué."""
        emitido = self._devuelto.emitir(contenido)
        compuestos = DatosDelDocumento(emitido.documento)
        if all(self._ya_lo_dice(propuesta, compuestos) for propuesta in propuestas):
            return []
        cambios = _cambios_de_datos(emitido.visto, self._devuelto.recibido)
        datos = DatosDelDocumento(emitido.documento, self._devuelto.entre_marcas(emitido))
        distintas = {
            _celda(cambio)
            for cambio in cambios
            if cambio.clase in {"editada", "alrededor"}
            and not se_lee_igual(cambio.antes or "", cambio.ahora or "")
            and not _vale_lo_mismo(datos.de(cambio), cambio)
        }
        pedidas = {_celda(propuesta.cambio) for propuesta in propuestas}
        sin_efecto = [
            (propuesta, "puesto en los datos, no da lo que la celda dice")
            for propuesta in propuestas
            if _celda(propuesta.cambio) in distintas
        ]
        de_grupo = {
            propuesta.dato.lugar: propuesta
            for propuesta in propuestas
            if not self._fila_de(propuesta)
        }
        for cambio in cambios if de_grupo else ():
            celda = self._datos.de(cambio)
            if celda is None or _celda(cambio) in pedidas or _celda(cambio) not in distintas:
                continue
            for dato in celda.datos:
                if (propuesta := de_grupo.get(dato.lugar)) is not None:
                    motivo = f"está en varias partes, y en {cambio.lugar} sigue diciendo otra cosa"
                    sin_efecto.append((propuesta, motivo))
        return sin_efecto

    def _ya_lo_dice(self, propuesta: _Propuesta, compuestos: DatosDelDocumento) -> bool:
        """Si lo compuesto dice, en la celda de una sola fila, el texto que volvió a la letra.

        Entonces no hace falta escribirlo para verlo.
        """
        celda = compuestos.de(propuesta.cambio)
        return (
            celda is not None
            and (celda.marca, celda.parrafo) == (None, None)
            and celda.escrito == propuesta.cambio.ahora == propuesta.valor
            and self._fila_de(propuesta) != ""
        )


_QUE_FILA_ES = frozenset({"codigo", "numero", "referencia", "meta", "accion"})
_QUE_DICE = frozenset({"descripcion", "nombre"})
_LA_MITAD = 0.5
"""Parte de sus palabras que un texto corregido conserva."""


def _cambia_del_todo(cambio: Cambio) -> bool:
    """Si de lo que una celda decía no queda la mitad de las palabras."""
    antes, ahora = (cambio.antes or "").split(), (cambio.ahora or "").split()
    return bool(antes and ahora) and SequenceMatcher(None, antes, ahora).ratio() < _LA_MITAD


def _vale_lo_mismo(celda: CeldaConDatos | None, cambio: Cambio) -> bool:
    """Si lo que una celda dice, de otro modo, son los datos que tiene: «80 %» donde hay 80.

    El número con que se dice una recomendación es de las que van antes, y no de ella. ``celda``:
    ``None`` si no se sabe de qué datos es, y la respuesta es que no.
    """
    if celda is None:
        return False
    if any(dato.dato == "recomendacion.texto" for dato in celda.datos):
        from paac_reportes.informe.recomendaciones import asunto_leido  # noqa: PLC0415 - pocos

        return asunto_leido(cambio.antes or "") == asunto_leido(cambio.ahora or "")
    if not any(map(es_porcentaje, celda.datos)):
        return False
    try:
        propuestas = propuestas_de(celda, cambio.antes or "", cambio.ahora or "")
    except NoSeSabeError:
        return False
    return all(valor == dato.valor for dato, valor in propuestas)


def _motivos_por_id(
    propuestas: Sequence[_Propuesta], fallas: Sequence[Falla]
) -> list[tuple[int, str]]:
    """El ``id`` de cada propuesta que no deja un contenido que se admita, y por qué."""
    de_alguna = [
        (id(propuesta), falla.mensaje)
        for falla in fallas
        for propuesta in propuestas
        if _es_de_la_propuesta(falla.ruta, propuesta)
    ]
    return de_alguna or [(id(propuesta), fallas[0].mensaje) for propuesta in propuestas]


def _es_de_la_propuesta(ruta: str, propuesta: _Propuesta) -> bool:
    """Si una falla en esa ruta es del dato que se propone cambiar."""
    dato = propuesta.dato
    if dato.faltan:
        return ruta.startswith(f"{dato.ruta}.{dato.faltan[0][0]}")
    return ruta.startswith(unir_ruta(dato.ruta, dato.campo.partition(".")[0])) or (
        dato.ruta != "" and ruta == dato.ruta
    )
