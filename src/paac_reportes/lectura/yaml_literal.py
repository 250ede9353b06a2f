"""YAML en que todo es texto: ``No`` no es falso y ``1.10`` no es 1.1.

Sólo ``null``, ``~`` y el valor ausente quedan vacíos, y sólo con su etiqueta (``!!float "1.5"``)
un valor es un número: así van los de los extras, que no son lo mismo que su texto. Una clave
repetida es un error, no una pérdida callada, y los alias no dejan que un archivo pequeño crezca
sin medida. Lo que de un YAML, o de un JSON, no se entiende se dice en español.
"""

import re
from collections.abc import Hashable
from contextlib import suppress
from decimal import Decimal
from typing import Any

from paac_reportes.decimales import con_su_ruido
from paac_reportes.estructura import leer_decimal, mostrar, traducir
from paac_reportes.instalacion import hace_falta

_JSON = (
    ("Expecting value", "se esperaba un valor"),
    ("Expecting property name enclosed in double quotes", "se esperaba una clave entre comillas"),
    ("Expecting ',' delimiter", "falta una coma, o cerrar una lista o un objeto"),
    ("Expecting ':' delimiter", "faltan los dos puntos"),
    ("Extra data", "sobra texto al final"),
    ("Illegal trailing comma before end of .*", "sobra una coma"),
    ("Invalid control character at", "un carácter de control sin escapar"),
    (r"Invalid \\uXXXX escape", r"un escape \\u mal escrito"),
    (r"Invalid \\escape.*", r"un escape que no existe; una barra invertida se escribe \\\\"),
    ("Unterminated string starting at", "un texto sin cerrar"),
)


def de_json(motivo: str, texto: str, posicion: int) -> tuple[str, int]:
    """Motivo en español de un error de JSON, y su posición, desde 0.

    Una coma de más se dice igual en todas las versiones de Python, que no la señalan igual.
    """
    antes = texto[:posicion].rstrip()
    if texto[posicion : posicion + 1] in ("]", "}") and antes.endswith(","):
        return "sobra una coma", len(antes) - 1
    return traducir(motivo, _JSON) or _motivo_de_error(
        texto, texto.count("\n", 0, posicion)
    ), posicion


_ENTRE_COMILLAS = "si es texto, escríbalo entre comillas"
_SANGRIA = "la sangría no corresponde"

_YAML = (
    (r".*\|found character '\\t' .*", "hay un tabulador; use espacios"),
    (r".*\|found character (.+) that cannot start any token", rf"un valor no empieza por \1; {_ENTRE_COMILLAS}"),
    (r".*\|mapping values are not allowed here", f"no se esperaban dos puntos aquí; {_ENTRE_COMILLAS}, y si no, revise la sangría y los dos puntos del renglón anterior"),
    (r".*\|sequence entries are not allowed here", "un elemento de lista va en su propio renglón"),
    (r".*\|mapping keys are not allowed here", f"no se esperaba «? » aquí; {_ENTRE_COMILLAS}"),
    (r".*block mapping\|.* but found '-'", f"{_SANGRIA}: hay un elemento de lista entre las claves de un objeto; entre el guion y el texto va un espacio"),
    (r".*\|.*<block end>, but found '([\]}])'", r"sobra \1"),
    (r".*\|.*<block end>, but found '<(?:scalar|anchor|alias|tag)>'", "sobra texto después del valor; escríbalo todo entre unas mismas comillas"),
    (r".*\|.*<block end>.*", _SANGRIA),
    (r".*\|expected ',' or '(.)', but got '([\]}])'", r"se esperaba \1, que cierra lo abierto en la línea {linea}, llegó \2"),
    (r".*\|expected ',' or '(.)', but got .*", r"falta una coma, o cerrar con \1 lo abierto en la línea {linea}"),
    (r".*\|expected the node content, but found '<.*'", "falta un valor, o cerrar lo que se abrió"),
    (r".*\|expected the node content, but found '(.+)'", r"falta un valor antes de «\1»"),
    (r".*\|found undefined alias (.+)", rf"no existe el alias \1; {_ENTRE_COMILLAS}"),
    (r"expected a single document.*\|.*", "hay más de un documento: sobra lo que sigue a «---»"),
    (r".*double-quoted scalar\|.*", "una barra invertida que no es un escape; dóblela, o use comillas simples"),
    (r".*block scalar\|.*", f"después de | o de > va un salto de renglón; {_ENTRE_COMILLAS}"),
    (r"\|(?!expected|found|but|could)(.*)", r"\1"),
)  # fmt: skip
"""Contexto y problema; ``{linea}``, donde empieza el contexto."""

_YAML_DESDE_DONDE_EMPIEZA = (
    (r".*\|could not find expected ':'", "faltan los dos puntos después de la clave"),
    (r".*quoted scalar\|found unexpected end of stream", "falta cerrar las comillas que se abren aquí"),
    (r".*\|expected ',' or '(.)', but got '<stream end>'", r"falta cerrar con \1 lo que se abre aquí"),
    (r"while scanning an (?:alias|anchor)\|.*", f"un valor no empieza por * ni por &; {_ENTRE_COMILLAS}"),
    (r"while (?:scanning|parsing) a tag\|.*", f"un valor no empieza por !; {_ENTRE_COMILLAS}"),
)  # fmt: skip
"""Motivos que se entienden mejor donde empieza lo que quedó a medias."""


def de_yaml(contexto: str, problema: str, texto: str, linea: int, desde: int) -> tuple[str, bool]:
    """Motivo en español de un error de YAML, y si su lugar es donde empieza el contexto.

    ``linea`` es la del problema y ``desde`` la del contexto, contadas desde cero.
    """
    mensaje = f"{contexto}|{problema}"
    if motivo := traducir(mensaje, _YAML_DESDE_DONDE_EMPIEZA):
        return motivo, True
    motivo = traducir(mensaje, _YAML) or _motivo_de_error(texto, linea)
    return motivo.replace("{linea}", str(desde + 1)), False


def _motivo_de_error(texto: str, linea: int) -> str:
    """Motivo de un error que no está en la tabla: cita el renglón."""
    renglones = re.split(r"\r\n|\r|\n", texto)
    return f"no se entiende {mostrar(renglones[min(linea, len(renglones) - 1)].strip())}"


with hace_falta():
    import yaml

_VACIO = "tag:yaml.org,2002:null"
_TEXTOS_VACIOS = re.compile(r"(?:~|null|Null|NULL|)\Z")
_PAR_DE_SUSTITUTOS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SE_LEE_DISTINTO = re.compile("[\t\ufeff]")
"""Signos que libyaml admite en otros lugares."""
_SIEMPRE_SE_ADMITEN = 50_000
"""Valores a los que los alias pueden llevar un archivo pequeño."""


class YamlIlegible(Exception):
    """Por qué no se pudo leer, con línea y columna si se saben."""


def leer_yaml(texto: str) -> Any:
    """Los datos de un texto YAML; ``YamlIlegible`` si no se puede."""
    try:
        datos = _cargado(texto)
    except yaml.MarkedYAMLError as error:
        raise YamlIlegible(_motivo(error, texto)) from None
    except yaml.reader.ReaderError as error:
        motivo = f"YAML con un carácter que no admite (U+{error.character:04X})"
        raise YamlIlegible(f"{_lugar(texto, error.position)}: {motivo}") from None
    except (ValueError, OverflowError):
        raise YamlIlegible("YAML con un escape que no es un carácter") from None
    # Sin alias, un texto no trae más valores que letras.
    if "*" in texto and _cuenta_de_valores(datos, {}) > max(len(texto), _SIEMPRE_SE_ADMITEN):
        raise YamlIlegible("sus alias lo multiplican sin medida")
    return datos


class _Cargador(yaml.BaseLoader):
    """Textos tal como están escritos, listas, objetos y vacíos."""

    def __init__(self, texto: str, *, con_libyaml: bool) -> None:
        super().__init__(texto)
        self._sin_alias: dict[str, Any] = {}
        if con_libyaml:  # los mismos pasos del texto, en la quinta parte del tiempo
            pasos = yaml.CBaseLoader(texto)
            for paso in ("check_event", "peek_event", "get_event"):
                setattr(self, paso, getattr(pasos, paso))

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Nodo de un valor; un ancla (``&nombre``) se recuerda hasta que un alias la use."""
        evento: Any = self.peek_event()  # type: ignore[no-untyped-call]
        match evento:
            case yaml.AliasEvent():
                self._sin_alias.pop(str(evento.anchor), None)
            case yaml.ScalarEvent(tag="!"):
                self.etiqueta("", evento)
            case yaml.ScalarEvent(anchor=str(nombre)):
                self._sin_alias[nombre] = evento.start_mark
        return super().compose_node(parent, index)

    def compose_document(self) -> yaml.Node | None:
        """Nodo del documento; un ancla sin alias falla: ``&Nombre texto`` perdería el nombre."""
        nodo = super().compose_document()
        if self._sin_alias:
            nombre, marca = next(iter(self._sin_alias.items()))
            raise yaml.composer.ComposerError(
                problem=f"ningún alias usa &{nombre}; si es texto, escríbalo entre comillas",
                problem_mark=marca,
            )
        return nodo

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - así es yaml
    ) -> dict[Hashable, Any]:
        """Un objeto sin claves repetidas."""
        claves = set()
        for nodo, _ in node.value:
            clave = self.construct_object(nodo, deep=True)
            if not isinstance(clave, Hashable):
                motivo = "una clave no es un texto"
            elif clave in claves:
                motivo = f"la clave {clave!r} está repetida"
            else:
                claves.add(clave)
                continue
            raise yaml.constructor.ConstructorError(problem=motivo, problem_mark=nodo.start_mark)
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        """Texto del nodo; dos escapes de sustitutos seguidos, como los de JSON, son un carácter."""
        texto = str(super().construct_scalar(node))
        if _PAR_DE_SUSTITUTOS.search(texto):
            return texto.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        return texto

    def vacio_o_texto(self, node: yaml.Node) -> str | None:
        """``None`` si el nodo está escrito como vacío; ``!!null`` no borra un texto."""
        if not isinstance(node, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(
                problem="una etiqueta !!null sobre lo que no está vacío",
                problem_mark=node.start_mark,
            )
        return None if _TEXTOS_VACIOS.match(node.value) else self.construct_scalar(node)

    def numero(self, node: Any) -> int | Decimal:
        """Número de una etiqueta ``!!int`` o ``!!float``, que ha de serlo."""
        numero = leer_decimal(getattr(node, "value", None), "", [])
        if numero is None:
            etiqueta = node.tag.rpartition(":")[2]
            raise yaml.constructor.ConstructorError(
                problem=f"una etiqueta !!{etiqueta} sobre lo que no es un número",
                problem_mark=node.start_mark,
            )
        return int(numero) if numero == numero.to_integral_value() else con_su_ruido(numero)

    def etiqueta(self, _sufijo: str, node: Any) -> None:
        """``!Atención`` es una etiqueta para YAML: si se admitiera, se perdería sin decirlo."""
        raise yaml.constructor.ConstructorError(
            problem="un valor no empieza por !; si es texto, escríbalo entre comillas",
            problem_mark=node.start_mark,
        )


_Cargador.add_implicit_resolver(_VACIO, _TEXTOS_VACIOS, ["~", "n", "N", ""])
_Cargador.add_constructor(_VACIO, _Cargador.vacio_o_texto)
_Cargador.add_multi_constructor("!", _Cargador.etiqueta)
for _de_numero in ("int", "float"):
    _Cargador.add_constructor(f"tag:yaml.org,2002:{_de_numero}", _Cargador.numero)


def _cargado(texto: str) -> Any:
    """Los datos de un texto YAML; por qué no se entiende lo dice siempre el lector en Python."""
    if yaml.__with_libyaml__ and not _SE_LEE_DISTINTO.search(texto):
        with suppress(yaml.YAMLError, ValueError, OverflowError):
            return _Cargador(texto, con_libyaml=True).get_single_data()
    return _Cargador(texto, con_libyaml=False).get_single_data()


def _motivo(error: yaml.MarkedYAMLError, texto: str) -> str:
    """Motivo del error, con su línea y su columna: las del problema, o las del contexto."""
    donde_falla = error.problem_mark or error.context_mark
    comienzo = error.context_mark or donde_falla
    if donde_falla is None or comienzo is None:
        return "YAML mal formado"
    motivo, al_comienzo = de_yaml(
        error.context or "", error.problem or "", texto, donde_falla.line, comienzo.line
    )
    marca = comienzo if al_comienzo else donde_falla
    return f"línea {marca.line + 1}, columna {marca.column + 1}: YAML mal formado ({motivo})"


def _lugar(texto: str, posicion: int) -> str:
    """Lugar de una posición: ``línea 3, columna 7``."""
    lineas = re.split(r"\r\n|\r|\n", texto[:posicion])
    return f"línea {len(lineas)}, columna {len(lineas[-1]) + 1}"


def _cuenta_de_valores(datos: Any, contados: dict[int, int]) -> int:
    """Cuántos valores tienen unos datos, contando entero lo que cada alias repite.

    ``contados``: los de cada objeto ya recorrido, por su ``id``.
    """
    if not isinstance(datos, dict | list):
        return 1
    if id(datos) not in contados:
        valores = datos.values() if isinstance(datos, dict) else datos
        contados[id(datos)] = 1 + sum(_cuenta_de_valores(valor, contados) for valor in valores)
    return contados[id(datos)]
