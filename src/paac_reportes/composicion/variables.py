"""Variables que un texto del formato puede nombrar, y redacción de ese texto.

``Mostrado`` anota lo que va saliendo, y en qué celda que no es la suya; ``RedaccionDePlantilla`` va
de una plantilla a su texto, con las variables del lugar donde está.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.estructura import SIN_EXTRAS, Extras
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.definicion.bloques import LLAMADA
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import titular
from paac_reportes.maqueta.contenido import CampoCalculado, Contenido, solo_texto
from paac_reportes.modelo import temas
from paac_reportes.modelo.temas import el_de
from paac_reportes.normativa.normas import regimen_en_textos, seguido_en_textos
from paac_reportes.textos.corrientes import plantilla_corriente
from paac_reportes.textos.markdown import EnMarkdown, en_claro
from paac_reportes.textos.plantillas import (
    redactor,
    redactor_de_fila,
    redactor_de_pedazos,
    variables_escritas,
)
from paac_reportes.textos.remisiones import Remisiones, sin_remisiones
from paac_reportes.textos.valores import (
    Numero,
    como_texto,
    fecha_abreviada,
    fecha_larga,
    numero_con_formato,
)

T = TypeVar("T")


_DE_TODO = {"vigencia", "textos"}


class Mostrado:
    """Qué datos salieron: los anota quien escribe cada cosa; el que quede sin anotar no salió."""

    def __init__(self, contenido: temas.Contenido) -> None:
        self._contenido = contenido
        self._juntos: dict[tuple[str, ...], set[int]] = {}
        """``id`` de los objetos de que salieron unos datos juntos, por esos datos."""
        self._por_campo: defaultdict[str, list[set[int]]] = defaultdict(list)
        """Conjuntos de ``_juntos`` en que está cada campo de esos datos, ``meta``."""
        self.prestadas: Counter[str] = Counter()
        """Filas en blanco que salieron en la celda de la de arriba, por dato."""
        self.fuera_del_total: Counter[str] = Counter()
        """Textos que no se pueden sumar en una columna con total, por su dato."""

    def anotar(self, dato: str, objetos: Iterable[object]) -> None:
        """Anota que un dato, ``actividad.meta``, salió de cada uno de esos objetos."""
        self.anotar_juntos([dato], objetos)

    def anotar_juntos(self, datos: Sequence[str], objetos: Iterable[object]) -> None:
        """Anota que salieron varios datos de unos mismos objetos."""
        self._identidades_de(tuple(datos)).update(map(id, objetos))

    def _identidades_de(self, datos: tuple[str, ...]) -> set[int]:
        """El conjunto, que se puede ampliar, de los ``id`` de que salieron esos datos juntos."""
        identidades = self._juntos.get(datos)
        if identidades is None:
            identidades = self._juntos[datos] = set()
            for dato in datos:
                self._por_campo[_campo_de(dato)].append(identidades)
        return identidades

    def anotar_del_texto(
        self, texto: str, caminos: Iterable[str], objetos: Mapping[str, object]
    ) -> None:
        """Anota, de los ``caminos`` que un texto nombra, los que de verdad dice."""
        faltan = [
            camino
            for camino in map(_camino_de, caminos)
            if not self.muestra(camino.entero, self._objeto(camino, objetos))
        ]
        self.anotar_caminos(self.caminos_presentes(texto, faltan, objetos), objetos)

    def anotar_caminos(self, caminos: "Iterable[Camino]", objetos: Mapping[str, object]) -> None:
        """Anota que salió lo que esos caminos nombran, de esos objetos."""
        for camino in caminos:
            self._identidades_de((camino.entero,)).add(id(self._objeto(camino, objetos)))

    def _objeto(self, camino: "Camino", objetos: Mapping[str, object]) -> object:
        """El objeto que lleva lo que un camino nombra."""
        objeto: object = self._contenido if camino.raiz in _DE_TODO else objetos.get(camino.raiz)
        for paso in camino.adentro:
            objeto = getattr(objeto, paso, None)
        return objeto

    def caminos_presentes(
        self, texto: str, caminos: "Iterable[Camino]", objetos: Mapping[str, object]
    ) -> "tuple[Camino, ...]":
        """Caminos que un texto nombra y cuyo valor dice."""
        plano = ""
        presentes = []
        for camino in caminos:
            if camino.raiz == "prosa":  # no es un dato, y hacerla cuesta
                continue
            valor = (
                self._contenido.textos.get(camino.campo)
                if camino.raiz == "textos"
                else camino.valor(self._objeto(camino, objetos))
            )
            if valor is None:
                continue
            if not _esta_a_la_letra(texto, valor):
                plano = plano or _en_plano(texto)
                if not any(_trae_la_forma(plano, _en_plano(forma)) for forma in _formas(valor)):
                    continue
            presentes.append(camino)
        return tuple(presentes)

    def muestra(self, dato: str, objeto: object) -> bool:
        """Si ese dato de ese objeto salió en alguna parte."""
        identidad = id(objeto)
        # Sin ``any``: se pregunta por cada dato que un texto nombra.
        for identidades in self._por_campo.get(_campo_de(dato), ()):
            if identidad in identidades:
                return True
        return False

    def faltan(self, dato: str, objetos: Sequence[T]) -> list[T]:
        """Objetos, de los que se dan, cuyo dato no salió."""
        conjuntos = self._por_campo.get(_campo_de(dato))
        if not conjuntos:
            return list(objetos)
        identidades = conjuntos[0] if len(conjuntos) == 1 else set().union(*conjuntos)
        if identidades.issuperset(map(id, objetos)):
            return []
        return [objeto for objeto in objetos if id(objeto) not in identidades]

    def salio(self, objeto: object) -> bool:
        """Si salió algo de un objeto, aunque fuera una celda en blanco."""
        return any(id(objeto) in identidades for identidades in self._juntos.values())


class Camino(NamedTuple):
    """Por dónde se llega a lo que un texto nombra: ``riesgo``, ``("inherente",)`` y ``zona``."""

    entero: str
    raiz: str
    adentro: tuple[str, ...]
    campo: str
    extra: str = ""
    """El nombre, si es uno de los extras de su objeto (``extras.riesgo``)."""

    def valor(self, objeto: object) -> object:
        """El valor que el camino nombra en un objeto."""
        valor = getattr(objeto, self.campo, None)
        return valor.get(self.extra) if isinstance(valor, Extras) else valor


_TABLAS = {"extras", "textos"}
"""Los campos con un nombre por valor."""
_OTROS_NOMBRES = {"titular": "entidad.nombre"}
"""Una variable que dice un dato con otro nombre."""


@functools.lru_cache(maxsize=1024)
def _camino_de(nombre: str) -> Camino:
    """El camino de lo que nombra un texto: de ``riesgo.inherente.zona``, sus tres partes."""
    camino = _OTROS_NOMBRES.get(nombre, nombre)
    raiz, *pasos = camino.split(".")
    adentro: list[str] = []
    while raiz not in _DE_TODO and len(pasos) > 1 and pasos[0] not in _TABLAS:
        adentro.append(pasos.pop(0))
    campo, _, extra = ".".join(pasos).partition(".")
    return Camino(camino, raiz, tuple(adentro), campo or raiz, extra)


@functools.lru_cache(maxsize=1024)
def _campo_de(dato: str) -> str:
    """El campo de un dato, por dondequiera que se llegue a su objeto: ``zona``, ``extras.acta``."""
    antes, punto, nombre = dato.rpartition(".")
    es_de_tabla = antes.rpartition(".")[2] in _TABLAS
    return f"{antes.rpartition('.')[2]}.{nombre}" if punto and es_de_tabla else nombre


def _formas(valor: object) -> Iterator[str]:
    """Las formas de un valor en un texto: a la letra o, con un filtro, en letras o con miles."""
    yield como_texto(valor)
    if isinstance(valor, date):
        yield fecha_larga(valor)
        yield fecha_abreviada(valor)
    elif isinstance(valor, int | Decimal):
        yield numero_con_formato(Decimal(valor), miles=True)


def _esta_a_la_letra(texto: str, valor: object) -> bool:
    """Si el texto trae el valor tal cual, lo corriente; del que empieza como un número, no."""
    return type(valor) is str and valor in texto and not valor.lstrip()[:1].isdigit()


_NUMERO = expresion(r"\d[\d.,]*")
_SIGUE_ANTES, _SIGUE_DESPUES = expresion(r"\d[.,]?\Z"), expresion(r"[.,]?\d")
"""Lo que, antes o después de un número, lo hace parte de otro."""


def _trae_la_forma(texto: str, forma: str) -> bool:
    """Si el texto trae esa forma; un número, entero y no como parte de otro."""
    if not _NUMERO.fullmatch(forma):
        return forma in texto
    desde = texto.find(forma)
    while desde >= 0:
        antes, despues = texto[max(desde - 2, 0) : desde], texto[desde + len(forma) :][:2]
        if not (_SIGUE_ANTES.search(antes) or _SIGUE_DESPUES.match(despues)):
            return True
        desde = texto.find(forma, desde + 1)
    return False


def _en_plano(texto: str) -> str:
    """El texto sin lo que un filtro de plantilla cambia: mayúsculas y espacios de más."""
    return " ".join(texto.casefold().split())


_CAMPOS = {Numero.PAGINA: CampoCalculado.PAGINA, Numero.PAGINAS: CampoCalculado.PAGINAS}


_redactor_en_markdown = functools.partial(redactor, markdown=True)


class _Ausente:
    """Dato que el plan no tiene, como la dependencia de uno que va por componentes.

    En una plantilla es falso, y cualquier dato suyo está en blanco.
    """

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, nombre: str) -> Extras | None:
        return SIN_EXTRAS if nombre == "extras" else None


AUSENTE = _Ausente()


class AlNombrarla:
    """Variable que cuesta hacer, y se hace cuando un texto nombra algo de ella."""

    def __init__(self, hacer: Callable[[], object]) -> None:
        self._hacer = hacer

    def __getattr__(self, nombre: str) -> Any:
        return getattr(self._hacer(), nombre)


class _TextosDelPlan:
    """Los textos que trae el plan, por su clave; el que falta está en blanco."""

    def __init__(self, textos: Mapping[str, str]) -> None:
        self._textos = textos

    def __getattr__(self, clave: str) -> EnMarkdown:
        return EnMarkdown(self._textos.get(clave, ""))


_SE_COMPARAN = frozenset({bool, date, int, str, type(None)})
"""Los valores que, si son iguales y de la misma clase, se escriben igual."""
_AL_NOMBRARLAS = frozenset({"prosa", "regimen", "seguido"})
"""Las variables que cuesta hacer, y que no se leen por si acaso."""


@functools.lru_cache(maxsize=512)
def _lector_de(plantilla: str) -> Callable[[Mapping[str, Any]], tuple[object, ...]] | None:
    """Función que lee los valores de que depende una plantilla; ``None`` si no basta con ellos."""
    traducida = plantilla_corriente(plantilla)
    if traducida is None or any(c.partition(".")[0] in _AL_NOMBRARLAS for c in traducida.nombrados):
        return None
    return traducida.leer


@clases.frozen
class RedaccionDePlantilla:
    """De una plantilla a su texto, con las variables del lugar donde está."""

    variables: Mapping[str, Any]
    mostrado: Mostrado
    """Donde anota lo que dice."""
    _se_ve: bool = True
    _llamadas: Mapping[str, str] = attrs.Factory(dict)
    """Llamada de cada nota de la tabla, por su número: ``{"2": "¹"}``."""
    _remite: bool = False
    """Si sus textos pueden nombrar otra parte del documento."""
    _redactados: dict[object, tuple[str, tuple[Camino, ...]]] = attrs.Factory(dict)
    """Texto y caminos dichos, por la plantilla y los valores de lo que nombra: es del documento."""

    def __call__(self, plantilla: str) -> str:
        """El texto redactado."""
        if self._llamadas:
            plantilla = LLAMADA.sub(lambda llamada: self._llamadas[llamada["nota"]], plantilla)
        if "{" not in plantilla:
            return plantilla
        clave = self._clave(plantilla)
        redactado = self._redactados.get(clave) if clave else None
        if redactado is None:
            texto = self._redactar(redactor, plantilla)
            caminos = map(_camino_de, variables_escritas(plantilla))
            redactado = texto, self.mostrado.caminos_presentes(texto, caminos, self.variables)
            if clave:
                self._redactados[clave] = redactado
        texto, presentes = redactado
        if self._se_ve:
            self.mostrado.anotar_caminos(presentes, self.variables)
        return texto if self._remite else sin_remisiones(texto)

    def _clave(self, plantilla: str) -> tuple[object, ...] | None:
        """Clave que decide qué dice una plantilla; ``None`` si no se sabe sin redactarla."""
        leer = _lector_de(plantilla)
        if leer is None:
            return None
        try:
            valores = leer(self.variables)
        except Exception:  # noqa: BLE001 - al redactarla se dirá por qué
            return None
        clases = tuple(map(type, valores))
        return (plantilla, valores, clases) if _SE_COMPARAN.issuperset(clases) else None

    def sin_mostrar(self) -> "RedaccionDePlantilla":
        """Redacción de lo que no se ve en las páginas: el nombre de una hoja."""
        return attrs.evolve(self, se_ve=False, remite=False)

    def que_remite(self) -> "RedaccionDePlantilla":
        """La redacción del cuerpo, cuyas remisiones se resuelven cuando todo está en su orden."""
        return attrs.evolve(self, remite=True)

    def en_markdown(self, plantilla: str) -> str:
        """El Markdown redactado, donde lo que traen las variables sale a la letra."""
        texto = self._redactar(_redactor_en_markdown, plantilla)
        self.anotar_texto(plantilla, en_claro(texto))
        return texto

    def en_fila(self, plantilla: str, objetos: Mapping[str, Any]) -> str | Decimal | int:
        """El texto de una columna con los objetos de su fila; si es sólo un número, ese."""
        return self._redactar(redactor_de_fila, plantilla, objetos)

    def con_campos(self, plantilla: str) -> Contenido:
        """El texto de un encabezado o un pie, en que los números de página son campos."""
        pedazos = self._redactar(redactor_de_pedazos, plantilla)
        tramos = tuple(sin_remisiones(p) if isinstance(p, str) else _CAMPOS[p] for p in pedazos)
        self.anotar_texto(plantilla, solo_texto(tramos))
        return tramos if any(isinstance(t, CampoCalculado) for t in tramos) else solo_texto(tramos)

    def anotar(self, dato: str, objeto: object) -> None:
        """Anota que un dato de un objeto se ve, si lo de este lugar se ve."""
        if self._se_ve:
            self.mostrado.anotar(dato, [objeto])

    def anotar_texto(self, plantilla: str, texto: str) -> None:
        """Anota lo que un texto ya redactado dice de lo que su plantilla nombra."""
        if self._se_ve:
            self.mostrado.anotar_del_texto(texto, variables_escritas(plantilla), self.variables)

    def _redactar(
        self,
        redactor_de: Callable[[str], Callable[[Mapping[str, Any]], T]],
        plantilla: str,
        nuevas: Mapping[str, Any] | None = None,
    ) -> T:
        """Resultado del redactor de una plantilla; si falla, dice de qué formato es."""
        variables = self._variables_con(nuevas) if nuevas else self.variables
        try:
            return redactor_de(plantilla)(variables)
        except ErrorDeFormato as error:
            codigo = self.variables["formato"].codigo
            raise ErrorDeFormato(
                Falla("plantilla_invalida", "", f"formato {codigo}: {error}")
            ) from error

    def con(self, **nuevas: Any) -> "RedaccionDePlantilla":
        """La redacción en un lugar más adentro, que tiene además esas variables."""
        variables = self._variables_con(nuevas)
        return RedaccionDePlantilla(
            variables,
            self.mostrado,
            self._se_ve,
            self._llamadas,
            self._remite,
            self._redactados,
        )

    def _variables_con(self, nuevas: Mapping[str, Any]) -> dict[str, Any]:
        """Las variables, con unas nuevas; la que es ``None``, como ausente."""
        con_ausentes = {c: AUSENTE if v is None else v for c, v in nuevas.items()}
        return {**self.variables, **con_ausentes}

    def con_llamadas(self, llamadas: Mapping[str, str]) -> "RedaccionDePlantilla":
        """Redacción de los textos de una tabla que llaman a sus notas."""
        return attrs.evolve(self, llamadas=llamadas) if llamadas or self._llamadas else self


def _variables_del_contenido(contenido: temas.Contenido, corte: date | None) -> dict[str, object]:
    """El contenido, por su raíz, y el mapa de un plan, o su ausencia, con lo dicho en el corte."""
    raiz = temas.tema_de(contenido).raiz
    mapa = el_de(contenido, "mapa")
    seguimientos = (s for s in (mapa.seguimientos if mapa else ()) if s.corte == corte)
    return {
        **({raiz: contenido} if raiz else {}),
        "mapa": mapa or AUSENTE,
        "seguimiento_del_mapa": next(seguimientos, AUSENTE),
        "proceso": AUSENTE,
    }


def redaccion_de(
    contenido: temas.Contenido, formato: Formato, corte: date | None, mostrado: Mostrado
) -> RedaccionDePlantilla:
    """La redacción de todo el documento: lo que sus textos pueden nombrar con ``{{ }}``.

    En ``mostrado`` se anota qué datos se dicen.
    """
    return RedaccionDePlantilla(
        {
            "entidad": contenido.entidad,
            "vigencia": contenido.vigencia,
            "corte": corte,
            "formato": formato,
            "titular": titular(formato, contenido.entidad),
            "textos": _TextosDelPlan(contenido.textos),
            "remision": Remisiones(),
            "regimen": AlNombrarla(functools.cache(lambda: regimen_en_textos(contenido, corte))),
            "seguido": AlNombrarla(functools.cache(lambda: seguido_en_textos(contenido, corte))),
            "dependencia": AUSENTE,
            "componente": AUSENTE,
            **_variables_del_contenido(contenido, corte),
        },
        mostrado,
    )
