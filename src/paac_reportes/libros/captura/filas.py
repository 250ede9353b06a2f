"""Las filas que van en los libros de captura de un corte, y en el libro de quién va cada una.

Sin más, una fila va en el de la oficina que la contiene; con ``por``, en el de lo que dice un dato
suyo: la que dice «A; B» va en los dos, y las que no dicen nada, juntas en otro. Una recomendación
va en el de su oficina: la de su responsable o, si no es una dependencia, las de las filas que
nombra. La que no se sabe de quién es no va en ninguno: en todos, cada oficina respondería por las
demás.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import error_de_argumento
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.tablas import (
    Clave,
    ReporteDeFila,
    Seleccion,
    TablaDeCaptura,
    comparable,
    elegido,
    lo_que_cabe,
    tablas_de,
    todas_las_tablas,
    valor_en,
)
from paac_reportes.libros.columnas import ColumnaDelLibro, como_se_pone
from paac_reportes.modelo import FilaRecomendada, Recomendacion
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.libro import Captura
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import Parada, Rama, contenidos_de, recorrer
from paac_reportes.modelo.temas import Contenido, Tema, tema_de
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import como_texto


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
        como = self.tabla.pide.se_nombra or " ".join("{}" for _ in textos)
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

    @clases.propiedad_recordada
    def ya_cumplida(self) -> bool:
        """Si lo último que se dijo de ella es «Cumplida» y 100 %: no hay más que reportar."""
        dice = (self.de_antes if self.reporte.en_blanco else self.reporte).valores
        return dice.get("estado") == "cumplida" and dice.get("avance") == _TODO


_TODO = 100


def captura_de(contenido: Contenido) -> Captura:
    """Cómo se pide lo suyo."""
    return tema_de(contenido).libro.captura


def valor_de_dato(objetos: Mapping[str, Any], dato: str) -> Any:
    """Valor de un dato de unos objetos por su raíz; ``None`` si ninguno lo lleva."""
    raiz, _, camino = dato.partition(".")
    return valor_en(objetos.get(raiz), camino)


def filas_de_captura(
    contenido: Contenido, corte: date, quien: str | None = None
) -> Iterator[FilaDeCaptura]:
    """Filas que se pueden reportar, en el orden del contenido."""
    de_quien = {} if quien is None else {"quien": quien}
    for tabla, lugar, identificador in _con_nombre(contenido):
        if identificador is not None or not tabla.pide.cual:
            yield _fila(tabla, lugar, identificador, corte, de_quien)


def recomendadas_de(contenido: Contenido) -> Iterator[FilaDeCaptura]:
    """Las recomendaciones que se le hicieron, que se responden en ellas mismas."""
    tablas = (tabla for tabla in todas_las_tablas(tema_de(contenido)) if tabla.pide.se_responde)
    for tabla, lugar in (
        (una, lugar) for una in tablas for lugar in recorrer(contenido, *una.contenidos)
    ):
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


def sin_libro(contenido: Contenido) -> Iterator[Aviso]:
    """Avisos de las filas que nada distingue en lo que se reporta: no van en ningún libro."""
    for tabla, lugar, identificador in _con_nombre(contenido):
        if tabla.pide.cual and identificador is None:
            motivo = f"no va en ningún libro: {tabla.pide.sin_nombre}"
            yield Aviso("control_sin_libro", lugar.ruta, motivo)


def _con_nombre(
    contenido: Contenido,
) -> Iterator[tuple[TablaDeCaptura, Parada, str | None]]:
    """Filas que van, con su hoja; y cómo las nombra quien las contiene, si guarda lo reportado."""
    tablas = tablas_de(tema_de(contenido))
    de_cada_lista = {lista: tabla for tabla in tablas for lista in tabla.contenidos}
    nombres: dict[str, Sequence[str | None]] = {}
    for lugar in recorrer(contenido, *de_cada_lista):
        tabla, dueno = de_cada_lista[lugar.contenido], lugar.dentro_de
        if tabla.pide.si and not valor_de_dato(lugar.objetos, tabla.pide.si):
            continue
        if not tabla.pide.cual or dueno is None:
            yield tabla, lugar, None
            continue
        if lugar.del_campo not in nombres:
            nombres[lugar.del_campo] = getattr(dueno.objeto, tabla.pide.nombres)
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
    seleccion: Seleccion = {tabla.pide.cual.rpartition(".")[2]: identificador}
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


# ------------------------------------------------------------------ en el libro de quién
DeQuien = int | str | None
"""De quién es un libro: el lugar de su oficina en el contenido; lo que dice el dato por el que se
reparten, en plano, o ``""`` si no lo dice; o ``None`` si es de todo él."""


def numero_en(lista: str, ruta: str) -> int | None:
    """Número, en la lista de un contenido, de donde baja una ruta; ``None`` si no baja de ella."""
    coincidencia = re.match(rf"{lista}\[(\d+)\]", ruta)
    return int(coincidencia[1]) if coincidencia else None


def se_reparte(contenido: Contenido, por: str) -> bool:
    """Si ``por`` es un dato de las filas que se piden de un contenido, o de quien las contiene."""
    raices = {raiz for lugar in _filas_de(contenido) for raiz in lugar.objetos}
    es_dato = CATALOGO.conoce(por) and not issubclass(CATALOGO.tipo(por), tuple)
    return es_dato and por.partition(".")[0] in {*raices, _oficina_de(tema_de(contenido))}


class Reparto:
    """De quién es cada libro de un contenido, y cómo se llama."""

    def __init__(self, contenido: Contenido, por: str | None = None) -> None:
        captura = captura_de(contenido)
        de_siempre = por in {None, f"{_oficina_de(tema_de(contenido))}.nombre"}
        self.por = None if de_siempre else por
        self._lista = captura.reparte
        self.objetos: Sequence[Any] = getattr(contenido, self._lista)
        """Las oficinas que contienen las filas."""
        self.que_es = CATALOGO[self.por].rotulo if self.por else captura.oficinas[0].capitalize()
        """``Responsable``: qué es aquél de quien es un libro."""
        self._nombres: dict[str, str] = {}
        self._de_cada_ruta: dict[str, tuple[str, ...]] = {}
        filas = _filas_de(contenido) if self.por else []
        de_filas = {lugar.raiz for lugar in filas}
        for lugar in filas:
            dichos = _nombres_en(lugar, self.por or "", de_filas)
            nombres = {_clave(nombre): nombre for nombre in dichos}
            self._nombres = {**nombres, **self._nombres}
            self._de_cada_ruta[lugar.ruta] = tuple(nombres) or ("",)

    def de(self, ruta: str) -> tuple[DeQuien, ...]:
        """De quiénes es una fila, por su lugar: uno, si no se reparten por un dato."""
        return self._de_cada_ruta.get(ruta, ()) if self.por else (numero_en(self._lista, ruta),)

    def nombre(self, quien: DeQuien) -> str | None:
        """Nombre de aquél de quien es un libro; ``None`` si no es de nadie en particular."""
        if isinstance(quien, str):
            return self._nombres.get(quien) or f"Sin {self.que_es.lower()}"
        hay = quien is not None and quien < len(self.objetos)
        return self.objetos[quien].nombre if quien is not None and hay else None

    def objeto(self, quien: DeQuien) -> Any:
        """La dependencia, o el proceso, si es una de ellas."""
        return self.objetos[quien] if isinstance(quien, int) else None

    def en_corto(self, quien: DeQuien) -> str:
        """Cómo se llama donde hay poco lugar."""
        return getattr(self.objeto(quien), "en_corto", "") or self.nombre(quien) or ""

    def llamados(self, nombre: str) -> set[DeQuien]:
        """Quiénes se llaman así."""
        return self.por_nombre.get(_clave(nombre), set())

    @clases.propiedad_recordada
    def por_nombre(self) -> dict[str, set[DeQuien]]:
        """Quiénes llevan cada nombre, en plano."""
        if self.por:
            return {quien: {quien} for quien in self._de_todos if quien}
        pares = (
            (_clave(nombre), numero)
            for numero, objeto in enumerate(self.objetos)
            for nombre in {objeto.nombre, self.en_corto(numero)}
        )
        return {nombre: set(numeros) for nombre, numeros in agrupadas(pares).items()}

    @clases.propiedad_recordada
    def _de_todos(self) -> dict[str, None]:
        """Todos, en el orden de las filas."""
        return dict.fromkeys(quien for de_una in self._de_cada_ruta.values() for quien in de_una)

    def orden(self, quien: DeQuien) -> int | None:
        """Orden de una oficina, desde 0; ``None`` si el libro es de todo el contenido."""
        return [*self._de_todos].index(quien) if isinstance(quien, str) else quien

    def reparten(self, filas: Iterable[FilaDeCaptura]) -> dict[DeQuien, list[FilaDeCaptura]]:
        """Las filas de cada uno."""
        return agrupadas((quien, fila) for fila in filas for quien in self.de(fila.ruta))

    @property
    def nombres(self) -> list[str]:
        """Nombres de todas las oficinas."""
        todos: Iterable[DeQuien] = self._de_todos if self.por else range(len(self.objetos))
        return [self.nombre(quien) or "" for quien in todos if quien != ""]

    def avisos(
        self, filas: Sequence[FilaDeCaptura], archivos: dict[DeQuien, str]
    ) -> Iterator[Aviso]:
        """Las filas que no dicen de quién son, y las que dicen varios."""
        de_nadie = [fila for fila in filas if self.de(fila.ruta) == ("",)]
        de_varios = [fila for fila in filas if len(self.de(fila.ruta)) > 1]
        if de_nadie:
            motivo = (
                f"sin {self.que_es.lower()}, van en «{archivos['']}»: {_las_primeras(de_nadie)}"
            )
            yield Aviso("fila_sin_responsable", de_nadie[0].ruta, motivo)
        if de_varios:
            motivo = f"dicen más de uno en {self.que_es}, y van en el libro de cada uno"
            yield Aviso(
                "fila_en_varios_libros", de_varios[0].ruta, f"{motivo}: {_las_primeras(de_varios)}"
            )
        yield from self.juntos()

    def juntos(self) -> Iterator[Aviso]:
        """Los nombres que parecen varios y van en uno: sólo «;» los divide."""
        for quien, nombre in self._nombres.items():
            if " / " in nombre:
                ruta = next(r for r, quienes in self._de_cada_ruta.items() if quien in quienes)
                motivo = f"«{nombre}» va en uno solo; si son varios, sepárelos con «;»"
                yield Aviso("responsables_juntos", ruta, motivo)


def comprobar_que_se_reparte(contenidos: Sequence[Contenido], por: str) -> list[Contenido]:
    """Contenidos que se reparten por ese dato; ``ErrorDeEntrada`` si ninguno."""
    se_reparten = [contenido for contenido in contenidos if se_reparte(contenido, por)]
    if not se_reparten:
        raise error_de_argumento("por", "dato_de_las_filas", por)
    return se_reparten


_LARGO = 200
"""De un nombre en plano: cabe en las propiedades de un libro."""


def _clave(nombre: str) -> str:
    """Nombre en plano y sin el punto final: «PLANEACIÓN.» y «Planeación» son uno."""
    return en_plano(nombre).rstrip(" .")[:_LARGO]


def _filas_de(contenido: Contenido) -> list[Parada]:
    listas: list[Rama] = [
        lista for tabla in tablas_de(tema_de(contenido)) for lista in tabla.contenidos
    ]
    return recorrer(contenido, *listas)


def _oficina_de(tema: Tema) -> str:
    """``dependencia``: la raíz de lo que da un libro, si no se dice por qué dato."""
    lista = tema.libro.captura.reparte
    return next(rama.raiz for rama in contenidos_de(tema.clase) if rama.nombre == lista)


def _nombres_en(lugar: Parada, por: str, de_filas: set[str]) -> Iterator[str]:
    """Nombres de un dato de una fila, o de quien la contiene: «A; B» son dos.

    ``actividad.responsable`` es, de un trámite, su responsable: el dato que llevan las filas de dos
    listas se nombra con la raíz (``de_filas``) de cualquiera.
    """
    raiz, _, camino = por.partition(".")
    valor = lugar.objetos.get(raiz, lugar.objeto if raiz in de_filas else None)
    for campo in camino.split("."):
        valor = valor.get(campo) if isinstance(valor, dict) else getattr(valor, campo, None)
    for nombre in como_texto(valor).split(";") if valor is not None else ():
        if _clave(nombre):
            yield " ".join(nombre.split())


_NOMBRADAS = 5


def _las_primeras(filas: Sequence[FilaDeCaptura]) -> str:
    nombres = [f"«{fila.nombre[:60]}»" for fila in filas[:_NOMBRADAS]]
    restantes = len(filas) - len(nombres)
    return ", ".join(nombres) + (f" y otras {restantes}" if restantes > 0 else "")


# ------------------------------------------------------------------ las recomendaciones
def por_oficina(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> dict[DeQuien, list[FilaDeCaptura]]:
    """Las hechas hasta ese corte, por su oficina; una puede ser de varias."""
    cada_una: dict[DeQuien, list[FilaDeCaptura]] = {quien: [] for quien in quienes}
    for fila, de_quien in _con_sus_oficinas(contenido, corte, reparto):
        for quien in de_quien & cada_una.keys():
            cada_una[quien].append(fila)
    return cada_una


def recomendaciones_sin_libro(
    contenido: Contenido, corte: date, reparto: Reparto, quienes: Iterable[DeQuien]
) -> Iterator[Aviso]:
    """Las abiertas que no van en ninguno."""
    con_libro = set(quienes)
    for fila, de_quien in _con_sus_oficinas(contenido, corte, reparto):
        if fila.actual.esta_abierta and not de_quien & con_libro:
            motivo = (
                f"{mostrar(fila.actual.id)} no va en ningún libro: ni su responsable ni las filas"
                " que nombra son de una oficina que lo lleve"
            )
            yield Aviso("recomendacion_sin_libro", fila.ruta, motivo)


def _con_sus_oficinas(
    contenido: Contenido, corte: date, reparto: Reparto
) -> Iterator[tuple[FilaDeCaptura, set[DeQuien]]]:
    """Las hechas hasta ese corte, cada una con aquéllas de quienes es."""
    if recomendadas := list(recomendadas_de(contenido)):
        de_quien = _DeQuien(contenido, reparto)
        yield from (
            (fila, de_quien.es(fila.actual)) for fila in recomendadas if fila.actual.corte <= corte
        )


class _DeQuien:
    """Las oficinas de un plan, que es de lo que se recomienda, por su nombre y por sus filas."""

    def __init__(self, contenido: Contenido, reparto: Reparto) -> None:
        self._reparto = reparto
        self._por_fila: dict[tuple[str, str], set[DeQuien]] = {}
        for lugar in recorrer(contenido, *FILAS):
            fila = lugar.objeto
            clave = (en_plano(fila.identificador or ""), en_plano(fila.texto or ""))
            self._por_fila.setdefault(clave, set()).update(reparto.de(lugar.ruta))

    def es(self, recomendacion: Recomendacion) -> set[DeQuien]:
        """Oficinas de una recomendación; ninguna si no se sabe."""
        if not self._reparto.por_nombre:
            return {None}
        oficinas = self._reparto.llamados(recomendacion.responsable or "")
        if oficinas:
            return oficinas if len(oficinas) == 1 else set()
        de_sus_filas = (self._de_la_fila(fila) for fila in recomendacion.filas)
        # De la fila que tienen dos oficinas no se sabe de cuál se habla.
        return {quien for hay in de_sus_filas if len(hay) == 1 for quien in hay}

    def _de_la_fila(self, fila: FilaRecomendada) -> set[DeQuien]:
        return self._por_fila.get((en_plano(fila.codigo or ""), en_plano(fila.texto)), set())
