"""Un plan con lo que alguien cambió en un documento suyo.

Se emite otra vez el plan, se coteja con lo que volvió, se aplica lo que se entiende y se emite de
nuevo: el valor que no da el texto que se vio, se deshace y se dice.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.cotejo.cambios import Cambio, cotejar
from paac_reportes.cotejo.salida import AlSalir
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.formatos.definicion.esquema import Esquema, esquema_dicho
from paac_reportes.lectura.escondido import con_las_marcas_de
from paac_reportes.maqueta.documento import Documento
from paac_reportes.modelo.recorrer import en_largo
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.huellas import de_breve
from paac_reportes.vuelta.aplicar import DatosPorCambiar
from paac_reportes.vuelta.cambios import CambioLeido, aplicado, con_motivo, dicho
from paac_reportes.vuelta.datos import DatosDelDocumento
from paac_reportes.vuelta.entre_marcas import DatosEntreMarcas
from paac_reportes.vuelta.filas import FilasDelContenido
from paac_reportes.vuelta.inversa import NoSeSabeError, propuestas_de, se_lee_igual


@clases.frozen(eq=False)
class OtraVez:
    """Un contenido emitido otra vez: el árbol, con de qué dato es cada celda, y lo que se ve."""

    documento: Documento
    visto: DocumentoVisto

    @property
    def hojas_de_datos(self) -> tuple[str, ...]:
        """Lugares de las hojas que repiten el contenido en filas: ``hoja «Datos»``."""
        return tuple(f"hoja «{una.nombre}»" for una in self.documento.hojas_de_datos)


Emitir = Callable[[Any], OtraVez]
NO_ES_UN_DATO = "no es un dato: es un rótulo, un título, un total o algo que se calcula"


@clases.frozen(kw_only=True, eq=False)
class Devuelto:
    """Un documento que volvió, y lo que hace falta para leerlo."""

    recibido: DocumentoVisto
    base: Contenido
    """El contenido de que salió."""
    mostrado: Contenido
    """Contenido que se mostró: para publicar, sin lo que se tapa."""
    emitir: Emitir
    quitar: bool = False
    """Si una fila que ya no está sale también de los datos."""
    publico: bool = False
    esquema: Esquema | None = None
    """Lo que el documento dice de sí, si lo dice."""
    no_es_un_dato: str = NO_ES_UN_DATO
    """Motivo de lo que no es de ningún dato."""

    def entre_marcas(self, otra_vez: OtraVez) -> DatosEntreMarcas | None:
        """Datos que un cuerpo diseñado en Word lleva entre marcas; nada si no lleva ninguno."""
        if not otra_vez.visto.marcados:
            return None
        return DatosEntreMarcas(self.base, otra_vez.visto, self.recibido)

    def al_salir(self, otra_vez: OtraVez, datos: DatosDelDocumento) -> AlSalir | None:
        """Cómo salió, si el contenido ya no es el de entonces.

        ``ErrorDeEntrada`` si salió de otro: el de otra vigencia o, si sus líneas son otras, el de
        otra entidad.
        """
        hoy = esquema_dicho(otra_vez.visto.propiedades.get(ESQUEMA, ""))
        if hoy is None or self.esquema is None or hoy.dijo == self.esquema.dijo:
            return None
        huellas = de_breve(self.esquema.lineas or "")
        comunes = {*huellas} & {*de_breve(hoy.lineas or "")}
        if hoy.vigencia != self.esquema.vigencia or (
            hoy.de_quien != self.esquema.de_quien and len(comunes) * 2 < len({*huellas})
        ):
            raise ErrorDeEntrada(
                Falla("argumento_invalido", "plan", self._de_otro(otra_vez, datos))
            )
        marcas = {
            una.partition("_")[0] for una in _marcas(self.recibido) if una[:1] not in {"t", "x"}
        }
        return AlSalir(
            huellas=huellas,
            de_varias=datos.de_varias,
            aparte=frozenset(otra_vez.hojas_de_datos),
            completo=len(marcas) >= (self.esquema.filas or 0),
        )

    def _de_otro(self, otra_vez: OtraVez, datos: DatosDelDocumento) -> str:
        """De quién dice ser un documento que no salió del contenido que se dio."""
        dichos = (
            cambio.ahora
            for cambio in cotejar(otra_vez.visto, self.recibido)
            if (celda := datos.de(cambio)) is not None
            if any(dato.dato == "entidad.nombre" for dato in celda.datos)
        )
        nombre = next(filter(None, dichos), self.base.entidad.nombre)
        del_documento = self.esquema.vigencia if self.esquema else None
        return (
            f"el documento salió de otro: dice «{nombre}», vigencia {del_documento}, y el que se"
            f" dio es de «{self.base.entidad.nombre}», vigencia {self.base.vigencia}; dé el suyo"
        )


def _marcas(documento: DocumentoVisto) -> Iterable[str]:
    return (marca for tabla in documento.tablas() for marca in tabla.marcas.values())


@clases.frozen
class _Propuesta:
    """Un valor que una celda pide para un dato."""

    cambio: Cambio
    leido: CambioLeido
    dato: Any
    valor: Any
    es_de_marca: bool

    @property
    def donde(self) -> tuple[object, ...]:
        """La celda, en lo emitido."""
        return _donde(self.cambio)


def _donde(cambio: Cambio) -> tuple[object, ...]:
    return cambio.marca, cambio.rotulos, cambio.vez, cambio.celda


_ESTRUCTURA = frozenset({"falta", "agregada", "repetida", "movida"})
_REPITE_LOS_DATOS = (
    "es de una hoja que repite los datos, y de ella no se toma nada: corríjalo en lo que se imprime"
)
_LA_BASE_CAMBIO = "el plan también cambió ahí desde que salió, y se queda como está"
_YA_NO_ES = (
    "el plan cambió después de que salió este documento: se aplicó lo que en él seguía como antes"
)
_SIN_HOJA_DE_DATOS = ", y no se miró su hoja Datos"
_VUELTAS = 4


@clases.frozen(eq=False)
class LoLeido:
    """El contenido con los cambios aplicados."""

    contenido: Any
    cambios: tuple[CambioLeido, ...] = ()
    """Cambios, en el orden del documento."""
    avisos: tuple[Aviso, ...] = ()
    """Avisos de lo que el que volvió trae y no se ve, y el emitido no traía."""


def leer_devuelto(devuelto: Devuelto) -> LoLeido:
    """Contenido que resulta de aplicar lo que cambió en un documento, y sus cambios."""
    otra_vez = devuelto.emitir(devuelto.base)
    recibido = con_las_marcas_de(otra_vez.visto, devuelto.recibido)
    devuelto = attrs.evolve(devuelto, recibido=recibido)
    avisos = tuple(uno for uno in devuelto.recibido.avisos if uno not in otra_vez.visto.avisos)
    datos = DatosDelDocumento(otra_vez.documento, devuelto.entre_marcas(otra_vez))
    al_salir = devuelto.al_salir(otra_vez, datos)
    cambios = cotejar(otra_vez.visto, devuelto.recibido, al_salir)
    if al_salir is not None:
        aparte = _SIN_HOJA_DE_DATOS if al_salir.aparte else ""
        avisos = (*avisos, Aviso("base_cambiada", "", f"{_YA_NO_ES}{aparte}"))
    if not cambios:
        return LoLeido(devuelto.base, (), avisos)
    leidos: list[tuple[Cambio, CambioLeido]] = []
    propuestas: list[_Propuesta] = []
    de_filas: list[Cambio] = []
    for cambio in cambios:
        if motivo := _por_que_no_se_toma(cambio, otra_vez):
            leidos.append((cambio, dicho(cambio, motivo)))
        elif cambio.clase in _ESTRUCTURA:
            de_filas.append(cambio)
        else:
            try:
                propuestas += _propuestas(cambio, datos, devuelto)
            except NoSeSabeError as error:
                leidos.append((cambio, dicho(cambio, str(error))))
    contenido, aplicados = _Aplicacion(devuelto, datos).con(propuestas)
    leidos += [(propuesta.cambio, leido) for propuesta, leido in aplicados]
    if de_filas:
        filas = FilasDelContenido(contenido, datos, devuelto.recibido, devuelto.emitir)
        quitar = devuelto.quitar and not devuelto.publico
        contenido, de_las_filas = filas.con(de_filas, quitar=quitar)
        leidos += de_las_filas
    lugares = {id(cambio): numero for numero, cambio in enumerate(cambios)}
    leidos.sort(key=lambda par: lugares[id(par[0])])
    return LoLeido(contenido, tuple(leido for _, leido in leidos), avisos)


def _por_que_no_se_toma(cambio: Cambio, otra_vez: OtraVez) -> str:
    """Por qué de un cambio no se toma nada, sea de la clase que sea; nada si se puede mirar."""
    if cambio.choca:
        return _LA_BASE_CAMBIO
    lugar = cambio.lugar.removeprefix("nombre de la ")
    return _REPITE_LOS_DATOS if lugar.startswith(otra_vez.hojas_de_datos) else ""


def _propuestas(
    cambio: Cambio, datos: DatosDelDocumento, devuelto: Devuelto
) -> Iterable[_Propuesta]:
    """Propuestas de un cambio para los datos; ``NoSeSabeError`` si no se puede saber."""
    if cambio.clase in {"columna", "tabla"}:
        raise NoSeSabeError(f"es de toda una {cambio.clase}, y no se aplica")
    celda = datos.de(cambio)
    if celda is None:
        raise NoSeSabeError(devuelto.no_es_un_dato)
    if not cambio.acuerdan:
        raise NoSeSabeError("es de varias filas, y no todas dicen lo mismo o alguna se movió")
    for dato, valor in propuestas_de(celda, cambio.antes or "", cambio.ahora or ""):
        if devuelto.publico and not _se_publica_igual(dato, devuelto):
            raise NoSeSabeError("se tapó para publicar, y de esta copia no se toma")
        if devuelto.publico and valor is None:
            raise NoSeSabeError("de una copia para publicar no se quita nada")
        de_quien = ".".join(filter(None, (dato.ruta, *(campo for campo, _ in dato.faltan))))
        leido = aplicado(cambio, unir_ruta(de_quien, dato.campo), dato=dato.dato)
        yield _Propuesta(cambio, leido, dato, valor, celda.marca is not None)


def _se_publica_igual(dato: Any, devuelto: Devuelto) -> bool:
    """Si lo que se publicó de un dato es lo que el contenido trae."""
    tapado, entero = (
        DatosPorCambiar(contenido) for contenido in (devuelto.mostrado, devuelto.base)
    )
    try:
        return bool(tapado.objeto(dato.ruta) == entero.objeto(dato.ruta))
    except (LookupError, TypeError):
        return False


class _Aplicacion:
    """Aplicación de lo que se propone, comprobada."""

    def __init__(self, devuelto: Devuelto, datos: DatosDelDocumento) -> None:
        self._devuelto = devuelto
        self._datos = datos
        self._leidos: list[tuple[_Propuesta, CambioLeido]] = []

    def con(
        self, propuestas: Sequence[_Propuesta]
    ) -> tuple[Any, list[tuple[_Propuesta, CambioLeido]]]:
        """El contenido con ellas, y cada una, aplicada o con por qué no."""
        vigentes = self._sin_contradicciones(propuestas)
        contenido: Any = self._devuelto.base
        for _ in range(_VUELTAS):
            vigentes, contenido = self._admitidas(vigentes)
            if not vigentes:
                break
            malas = self._las_que_no_dan_lo_visto(vigentes, contenido)
            if not malas:
                break
            vigentes = self._sin_las_malas(vigentes, malas)
        else:
            for propuesta in vigentes:
                self._decir(propuesta, "no se pudo comprobar")
            return self._devuelto.base, self._leidos
        self._leidos += [(propuesta, propuesta.leido) for propuesta in vigentes]
        return contenido, self._leidos

    def _sin_las_malas(
        self, vigentes: Sequence[_Propuesta], malas: Sequence[tuple[_Propuesta, str]]
    ) -> list[_Propuesta]:
        """Propuestas restantes; la que dejó un dato sin nada se prueba en blanco."""
        fuera = {id(propuesta): motivo for propuesta, motivo in malas}
        quedan = []
        for propuesta in vigentes:
            motivo = fuera.get(id(propuesta))
            if motivo is None:
                quedan.append(propuesta)
            elif propuesta.valor is None and isinstance(propuesta.dato.valor, str):
                quedan.append(attrs.evolve(propuesta, valor=""))
            else:
                self._decir(propuesta, motivo)
        return quedan

    def _decir(self, propuesta: _Propuesta, motivo: str) -> None:
        self._leidos.append((propuesta, con_motivo(propuesta.leido, motivo)))

    def _sin_contradicciones(self, propuestas: Sequence[_Propuesta]) -> list[_Propuesta]:
        """Sin las que piden de un mismo dato cosas distintas."""
        por_dato: dict[tuple[object, ...], list[_Propuesta]] = {}
        for propuesta in propuestas:
            por_dato.setdefault(propuesta.dato.lugar, []).append(propuesta)
        quedan = []
        for de_un_dato in por_dato.values():
            # La marca que pasa de una columna a otra: la que se borró no pide nada.
            puestas = [p for p in de_un_dato if not (p.es_de_marca and p.valor is None)]
            pedidas = puestas or de_un_dato
            if len({repr(p.valor) for p in pedidas}) > 1:
                for propuesta in de_un_dato:
                    self._decir(propuesta, "otra celda dice otra cosa del mismo dato")
                continue
            quedan += [
                propuesta
                if propuesta in pedidas
                else attrs.evolve(propuesta, valor=pedidas[0].valor)
                for propuesta in de_un_dato
            ]
        return quedan

    def _admitidas(self, propuestas: list[_Propuesta]) -> tuple[list[_Propuesta], Any]:
        """Propuestas que dejan un contenido que se admite, y él."""
        while propuestas:
            datos = DatosPorCambiar(self._devuelto.base)
            for propuesta in propuestas:
                datos.poner(propuesta.dato, propuesta.valor)
            try:
                return propuestas, datos.contenido()
            except ErrorDeEntrada as error:
                fallidas = {
                    id(propuesta): falla.mensaje
                    for falla in error.fallas
                    for propuesta in propuestas
                    if _es_de(falla.ruta, propuesta)
                } or {id(propuesta): error.fallas[0].mensaje for propuesta in propuestas}
                for propuesta in propuestas:
                    if id(propuesta) in fallidas:
                        self._decir(propuesta, fallidas[id(propuesta)])
                propuestas = [p for p in propuestas if id(p) not in fallidas]
        return [], self._devuelto.base

    def _las_que_no_dan_lo_visto(
        self, propuestas: Sequence[_Propuesta], contenido: Any
    ) -> list[tuple[_Propuesta, str]]:
        """Propuestas que, emitido otra vez, no dan lo que se vio."""
        otra_vez = self._devuelto.emitir(contenido)
        quedan = cotejar(otra_vez.visto, self._devuelto.recibido)
        distintas = {
            _donde(cambio)
            for cambio in quedan
            if cambio.clase in {"editada", "alrededor"}
            and not se_lee_igual(cambio.antes or "", cambio.ahora or "")
        }
        pedidas = {propuesta.donde for propuesta in propuestas}
        malas = [
            (propuesta, "puesto en los datos, no da lo que la celda dice")
            for propuesta in propuestas
            if propuesta.donde in distintas
        ]
        de_grupo = {
            propuesta.dato.lugar: propuesta
            for propuesta in propuestas
            if not self._es_de_su_fila(propuesta)
        }
        for cambio in quedan if de_grupo else ():
            celda = self._datos.de(cambio)
            if celda is None or _donde(cambio) in pedidas or _donde(cambio) not in distintas:
                continue
            for dato in celda.datos:
                if (propuesta := de_grupo.get(dato.lugar)) is not None:
                    motivo = f"es de varias filas, y en {cambio.lugar} sigue diciendo otra cosa"
                    malas.append((propuesta, motivo))
        return malas

    def _es_de_su_fila(self, propuesta: _Propuesta) -> bool:
        """Si su dato es del objeto de su fila, y no de otro que ella comparte."""
        marca = propuesta.cambio.marca.partition("_")[0]
        ruta = en_largo(marca, type(self._devuelto.base))
        return ruta is not None and propuesta.dato.ruta.startswith(ruta)


def _es_de(ruta: str, propuesta: _Propuesta) -> bool:
    """Si una falla en esa ruta es de lo que se propone."""
    dato = propuesta.dato
    if dato.faltan:
        return ruta.startswith(f"{dato.ruta}.{dato.faltan[0][0]}")
    return ruta.startswith(unir_ruta(dato.ruta, dato.campo.partition(".")[0])) or (
        dato.ruta != "" and ruta == dato.ruta
    )
