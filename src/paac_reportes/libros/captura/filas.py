"""Las filas que van en los libros de captura de un corte."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.libros.captura.reportes import (
    ReporteDeFila,
    Seleccion,
    comparable,
    elegido,
    lo_que_cabe,
    valor_en,
)
from paac_reportes.libros.captura.tablas import (
    Clave,
    TablaDeCaptura,
    tabla_de_recomendaciones,
    tablas_de,
)
from paac_reportes.libros.columnas import ColumnaDelLibro, como_se_pone
from paac_reportes.modelo import temas
from paac_reportes.modelo.captura import Captura
from paac_reportes.modelo.recorrer import Parada, Rama, recorrer


@clases.frozen(kw_only=True, eq=False)
class FilaDeCaptura:
    """Una cosa de que se reporta en un corte: una actividad, un riesgo."""

    tabla: TablaDeCaptura
    lugar: Parada
    objetos: Mapping[str, Any]
    """Ella y quienes la contienen, por su raíz."""
    guarda: Parada
    """Quien guarda lo que se reporta: ella misma o quien la contiene."""
    pasos: tuple[tuple[Rama, Seleccion], ...]
    """Por dónde se llega de él a lo del corte."""
    cual: str | None = None
    """Con lo que se la nombra en lo que se reporta de quien la contiene."""
    actual: Any
    """Lo reportado en el corte, si ya lo hay."""
    previo: Any
    """Lo último de antes."""
    cuando: date | None
    """El corte de lo último de antes."""

    @property
    def ruta(self) -> str:
        """Su lugar."""
        return self.lugar.ruta

    def valor(self, dato: str) -> Any:
        """Valor de un dato suyo o de quienes la contienen."""
        return valor_de_dato(self.objetos, dato)

    @clases.propiedad_recordada
    def nombre(self) -> str:
        """Con qué se la nombra al hablar de ella."""
        textos = self.tabla.lo_que_identifica(self._cerradas)
        como = self.tabla.hoja.se_nombra or " ".join("{}" for _ in textos)
        return " ".join(como.format(*textos).split()) or self.ruta

    @clases.propiedad_recordada
    def clave(self) -> Clave:
        """Con lo que se la reconoce si perdió su identificación."""
        return self.tabla.clave_de(self._cerradas)

    @clases.propiedad_recordada
    def _cerradas(self) -> dict[str, str]:
        """Textos de las columnas que la identifican."""
        datos = {dato for suyos in self.tabla.identifican for dato in suyos}
        return {dato: self.tabla.lectores[dato](self) or "" for dato in datos}

    @clases.propiedad_recordada
    def se_ve(self) -> Mapping[str, str]:
        """Textos de cada celda cerrada, por su dato."""
        return {dato: leer(self) or "" for dato, leer in self.tabla.lectores.items()}

    def en_celdas(self, columnas: Iterable[ColumnaDelLibro]) -> dict[str, Any]:
        """Valor de cada celda suya, por su dato; de lo que va cerrado, lo que quepa."""
        return {
            columna.dato: como_se_pone(
                self.reporte.valores[columna.camino], columna.opciones.values()
            )
            if columna.abierta
            else lo_que_cabe(self.se_ve[columna.dato]) or None
            for columna in columnas
        }

    @clases.propiedad_recordada
    def comparables(self) -> Mapping[str, str]:
        """Textos de las celdas cerradas, sin lo que un libro no conserva."""
        return {dato: comparable(dicho) for dato, dicho in self.se_ve.items()}

    @clases.propiedad_recordada
    def reporte(self) -> ReporteDeFila:
        """Reporte del corte; uno en blanco si no lo hay."""
        return self.tabla.reporte_de(self.actual)

    @property
    def abiertas(self) -> Mapping[str, str]:
        """Lo ya reportado en cada celda abierta, por su dato, sin lo que un libro no conserva."""
        dichos = zip(self.tabla.abiertas, self.reporte.comparable, strict=True)
        return {columna.dato: dicho for columna, dicho in dichos}

    @clases.propiedad_recordada
    def de_antes(self) -> ReporteDeFila:
        """El último de antes."""
        return self.tabla.reporte_de(self.previo)


def captura_de(contenido: temas.Contenido) -> Captura:
    """Cómo se pide lo suyo."""
    return temas.tema_de(contenido).captura


def valor_de_dato(objetos: Mapping[str, Any], dato: str) -> Any:
    """Valor de un dato de unos objetos por su raíz; ``None`` si ninguno lo lleva."""
    raiz, _, camino = dato.partition(".")
    return valor_en(objetos.get(raiz), camino)


def filas_de_captura(
    contenido: temas.Contenido, corte: date, quien: str | None = None
) -> Iterator[FilaDeCaptura]:
    """Filas que se pueden reportar, en el orden del contenido."""
    de_quien = {} if quien is None else {"quien": quien}
    for tabla, lugar, identificador in _con_nombre(contenido):
        if identificador is not None or not tabla.hoja.cual:
            yield _fila(tabla, lugar, identificador, corte, de_quien)


def recomendadas_de(contenido: temas.Contenido) -> Iterator[FilaDeCaptura]:
    """Las recomendaciones que se le hicieron, que se responden en ellas mismas."""
    tabla = tabla_de_recomendaciones(temas.tema_de(contenido))
    if tabla is None:
        return
    for lugar in recorrer(contenido, *tabla.contenidos):
        yield FilaDeCaptura(
            tabla=tabla,
            lugar=lugar,
            objetos=lugar.objetos,
            guarda=lugar,
            pasos=(),
            actual=lugar.objeto,
            previo=None,
            cuando=None,
        )


def sin_libro(contenido: temas.Contenido) -> Iterator[Aviso]:
    """Avisos de las filas que nada distingue en lo que se reporta: no van en ningún libro."""
    for tabla, lugar, identificador in _con_nombre(contenido):
        if tabla.hoja.cual and identificador is None:
            motivo = f"no va en ningún libro: {tabla.hoja.sin_nombre}"
            yield Aviso("control_sin_libro", lugar.ruta, motivo)


def _con_nombre(
    contenido: temas.Contenido,
) -> Iterator[tuple[TablaDeCaptura, Parada, str | None]]:
    """Filas que van, con su hoja; y cómo las nombra quien las contiene, si guarda lo reportado."""
    tablas = tablas_de(temas.tema_de(contenido))
    de_cada_lista = {lista: tabla for tabla in tablas for lista in tabla.contenidos}
    nombres: dict[str, Sequence[str | None]] = {}
    for lugar in recorrer(contenido, *de_cada_lista):
        tabla, dueno = de_cada_lista[lugar.contenido], lugar.dentro_de
        if tabla.hoja.si and not valor_de_dato(lugar.objetos, tabla.hoja.si):
            continue
        if not tabla.hoja.cual or dueno is None:
            yield tabla, lugar, None
            continue
        if lugar.del_campo not in nombres:
            nombres[lugar.del_campo] = getattr(dueno.objeto, tabla.hoja.nombres)
        yield tabla, lugar, nombres[lugar.del_campo][lugar.numero]


def _fila(
    tabla: TablaDeCaptura,
    lugar: Parada,
    identificador: str | None,
    corte: date,
    de_quien: Seleccion,
) -> FilaDeCaptura:
    guarda = lugar
    while guarda.raiz != tabla.de_quien and guarda.dentro_de is not None:
        guarda = guarda.dentro_de
    primero, *siguen = tabla.pasos
    del_corte: Seleccion = {"corte": corte, **de_quien}
    seleccion: Seleccion = {tabla.hoja.cual.rpartition(".")[2]: identificador}
    reportado = getattr(guarda.objeto, primero.nombre)
    anteriores = [uno for uno in reportado if uno.corte < corte and elegido([uno], de_quien)]
    previo = max(anteriores, key=lambda seguimiento: seguimiento.corte, default=None)

    def lo_suyo(objeto: Any) -> Any:
        """De lo que se dijo en un corte, lo que es de ella."""
        for paso in siguen:
            objeto = None if objeto is None else elegido(getattr(objeto, paso.nombre), seleccion)
        return objeto

    return FilaDeCaptura(
        tabla=tabla,
        lugar=lugar,
        objetos=lugar.objetos,
        guarda=guarda,
        pasos=((primero, del_corte), *((paso, seleccion) for paso in siguen)),
        cual=identificador,
        actual=lo_suyo(elegido(reportado, del_corte)),
        previo=lo_suyo(previo),
        cuando=None if previo is None else previo.corte,
    )
