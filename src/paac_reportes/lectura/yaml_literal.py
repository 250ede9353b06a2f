"""YAML en que todo es texto: ``No`` no es falso y ``1.10`` no es 1.1.

Sólo ``null``, ``~`` y el valor ausente quedan vacíos, y sólo con su etiqueta (``!!float "1.5"``)
un valor es un número: así van los de los extras, que no son lo mismo que su texto. Una clave
repetida es un error, no una pérdida callada, y los alias no dejan que un archivo pequeño crezca
sin medida. Lo que de un YAML, o de un JSON, no se entiende se dice en español.
"""

import re
from collections.abc import Hashable
from decimal import Decimal
from typing import Any

from paac_reportes.decimales import con_su_ruido
from paac_reportes.estructura import leer_decimal, mostrar
from paac_reportes.instalacion import hace_falta


def no_se_entiende(texto: str, linea: int) -> str:
    """Motivo de un error de YAML o de JSON: cita el renglón, contado desde 0, y qué mirar en él."""
    renglones = re.split(r"\r\n|\r|\n", texto)
    renglon = mostrar(renglones[min(linea, len(renglones) - 1)].strip())
    return f"no se entiende {renglon}: revise su sangría, sus comas, sus dos puntos y sus comillas"


with hace_falta():
    import yaml

_VACIO = "tag:yaml.org,2002:null"
_TEXTOS_VACIOS = re.compile(r"(?:~|null|Null|NULL|)\Z")
_PAR_DE_SUSTITUTOS = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SIEMPRE_SE_ADMITEN = 50_000
"""Valores a los que los alias pueden llevar un archivo pequeño."""


class YamlIlegible(Exception):
    """Por qué no se pudo leer, con línea y columna si se saben."""


class _NoSeAdmiteError(yaml.MarkedYAMLError):
    """Lo que YAML admite y aquí perdería algo sin decirlo."""


def leer_yaml(texto: str) -> Any:
    """Los datos de un texto YAML; ``YamlIlegible`` si no se puede."""
    try:
        datos = yaml.load(texto, _Cargador)  # noqa: S506 - hereda de BaseLoader: sólo textos
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

    def __init__(self, texto: str) -> None:
        super().__init__(texto)
        self._sin_alias: dict[str, Any] = {}

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
            raise _NoSeAdmiteError(
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
            raise _NoSeAdmiteError(problem=motivo, problem_mark=nodo.start_mark)
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
            raise _NoSeAdmiteError(
                problem="una etiqueta !!null sobre lo que no está vacío",
                problem_mark=node.start_mark,
            )
        return None if _TEXTOS_VACIOS.match(node.value) else self.construct_scalar(node)

    def numero(self, node: Any) -> int | Decimal:
        """Número de una etiqueta ``!!int`` o ``!!float``, que ha de serlo."""
        numero = leer_decimal(getattr(node, "value", None), "", [])
        if numero is None:
            etiqueta = node.tag.rpartition(":")[2]
            raise _NoSeAdmiteError(
                problem=f"una etiqueta !!{etiqueta} sobre lo que no es un número",
                problem_mark=node.start_mark,
            )
        return int(numero) if numero == numero.to_integral_value() else con_su_ruido(numero)

    def etiqueta(self, _sufijo: str, node: Any) -> None:
        """``!Atención`` es una etiqueta para YAML: si se admitiera, se perdería sin decirlo."""
        raise _NoSeAdmiteError(
            problem="un valor no empieza por !; si es texto, escríbalo entre comillas",
            problem_mark=node.start_mark,
        )


_Cargador.add_implicit_resolver(_VACIO, _TEXTOS_VACIOS, ["~", "n", "N", ""])
_Cargador.add_constructor(_VACIO, _Cargador.vacio_o_texto)
_Cargador.add_multi_constructor("!", _Cargador.etiqueta)
for _de_numero in ("int", "float"):
    _Cargador.add_constructor(f"tag:yaml.org,2002:{_de_numero}", _Cargador.numero)


def _motivo(error: yaml.MarkedYAMLError, texto: str) -> str:
    """Motivo del error, con su línea y su columna."""
    marca, comienzo = error.problem_mark, error.context_mark
    quedo_abierto = marca is None or marca.index >= len(texto.rstrip())
    if comienzo is not None and (quedo_abierto or error.context == "while scanning a simple key"):
        marca = comienzo  # lo que quedó a medias falla más abajo
    if marca is None:
        return "YAML mal formado"
    es_nuestro = isinstance(error, _NoSeAdmiteError)
    motivo = error.problem if es_nuestro else no_se_entiende(texto, marca.line)
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
