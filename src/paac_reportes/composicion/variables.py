"""Lo que un texto del formato puede nombrar, y cómo se redacta."""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from paac_reportes.composicion.mostrado import Mostrado
from paac_reportes.errores import ErrorDeFormato
from paac_reportes.estructura import SIN_EXTRAS, Extras
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.tablas import LLAMADA
from paac_reportes.formatos.lectura.titular import titular
from paac_reportes.maqueta.contenidos import Campo, Contenido, solo_texto
from paac_reportes.modelo import Plan
from paac_reportes.normativa.regimenes import regimen_en_textos
from paac_reportes.textos.markdown import EnMarkdown, en_claro
from paac_reportes.textos.plantillas.entorno import Numero
from paac_reportes.textos.plantillas.lectura import escritos_de
from paac_reportes.textos.plantillas.redaccion import (
    redactor,
    redactor_de_fila,
    redactor_de_pedazos,
)

T = TypeVar("T")

_CAMPOS = {Numero.PAGINA: Campo.PAGINA, Numero.PAGINAS: Campo.PAGINAS}


_redactor_en_markdown = functools.partial(redactor, markdown=True)


class _Ausente:
    """Lo que el plan no tiene, como la dependencia de uno que va por componentes.

    En una plantilla es falso, y cualquier dato suyo está en blanco.
    """

    def __bool__(self) -> bool:
        return False

    def __getattr__(self, nombre: str) -> Extras | None:
        return SIN_EXTRAS if nombre == "extras" else None


AUSENTE = _Ausente()


class AlNombrarla:
    """Una variable que cuesta hacer, y se hace si algún texto la nombra."""

    def __init__(self, hacer: Callable[[], object]) -> None:
        self._hacer = hacer

    def __getattr__(self, nombre: str) -> Any:
        return getattr(self._hacer(), nombre)


class _Textos:
    """Los que trae el plan, por su clave; el que falta está en blanco."""

    def __init__(self, textos: Mapping[str, str]) -> None:
        self._textos = textos

    def __getattr__(self, clave: str) -> EnMarkdown:
        return EnMarkdown(self._textos.get(clave, ""))


@attrs.frozen
class Redaccion:
    """De una plantilla a su texto, con las variables del lugar donde está."""

    _variables: Mapping[str, Any]
    mostrado: Mostrado
    """Donde anota lo que dice."""
    _se_ve: bool = True
    _llamadas: Mapping[str, str] = attrs.Factory(dict)
    """Con qué se escribe la llamada a cada nota de la tabla que se redacta."""

    def __call__(self, plantilla: str) -> str:
        """El texto redactado."""
        if self._llamadas:
            plantilla = LLAMADA.sub(lambda hallada: self._llamadas[hallada[1]], plantilla)
        if "{" not in plantilla:
            return plantilla
        texto = self._redactar(redactor, plantilla)
        self._anotar(plantilla, texto)
        return texto

    def sin_mostrar(self) -> "Redaccion":
        """La misma, para lo que no se ve en las páginas: el nombre de una hoja, una propiedad."""
        return attrs.evolve(self, se_ve=False)

    def en_markdown(self, plantilla: str) -> str:
        """El Markdown redactado, donde lo que traen las variables sale a la letra."""
        texto = self._redactar(_redactor_en_markdown, plantilla)
        self._anotar(plantilla, en_claro(texto))
        return texto

    def en_fila(self, plantilla: str, objetos: Mapping[str, Any]) -> str | Decimal | int:
        """El texto de una columna con los objetos de su fila; si es sólo un número, ese."""
        return self._redactar(redactor_de_fila, plantilla, objetos)

    def con_campos(self, plantilla: str) -> Contenido:
        """El texto redactado de un encabezado o un pie, con sus números de página."""
        pedazos = self._redactar(redactor_de_pedazos, plantilla)
        tramos = tuple(p if isinstance(p, str) else _CAMPOS[p] for p in pedazos)
        self._anotar(plantilla, solo_texto(tramos))
        return tramos if any(isinstance(t, Campo) for t in tramos) else solo_texto(tramos)

    def anotar(self, dato: str, objeto: object) -> None:
        """Que ese dato de ese objeto se ve, si lo de este lugar se ve."""
        if self._se_ve:
            self.mostrado.anotar(dato, [objeto])

    def _anotar(self, plantilla: str, texto: str) -> None:
        if self._se_ve:
            self.mostrado.anotar_del_texto(texto, escritos_de(plantilla), self._variables)

    def _redactar(
        self,
        redactor_de: Callable[[str], Callable[[Mapping[str, Any]], T]],
        plantilla: str,
        propias: Mapping[str, Any] | None = None,
    ) -> T:
        variables = self._con(propias) if propias else self._variables
        try:
            return redactor_de(plantilla)(variables)
        except ErrorDeFormato as error:
            quien = self._variables["formato"].codigo
            raise ErrorDeFormato(f"formato {quien}: {error}") from error

    def con(self, **propias: Any) -> "Redaccion":
        """La redacción en un lugar más adentro, que tiene además esas variables."""
        return attrs.evolve(self, variables=self._con(propias))

    def _con(self, propias: Mapping[str, Any]) -> dict[str, Any]:
        dichas = {c: AUSENTE if v is None else v for c, v in propias.items()}
        return {**self._variables, **dichas}

    def con_llamadas(self, llamadas: Mapping[str, str]) -> "Redaccion":
        """La misma en los textos de una tabla que llaman a sus notas."""
        return attrs.evolve(self, llamadas=llamadas)


def redaccion_de(plan: Plan, formato: Formato, corte: date | None, mostrado: Mostrado) -> Redaccion:
    """La redacción con las variables comunes a todo el documento."""
    return Redaccion(
        {
            "entidad": plan.entidad,
            "vigencia": plan.vigencia,
            "corte": corte,
            "formato": formato,
            "titular": titular(formato, plan.entidad),
            "textos": _Textos(plan.textos),
            "regimen": regimen_en_textos(plan, corte),
            "dependencia": AUSENTE,
            "componente": AUSENTE,
        },
        mostrado,
    )
