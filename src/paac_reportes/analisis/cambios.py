"""Qué dice distinto un objeto de cualquier contenido, y qué entró a sus listas y qué salió.

Qué datos tiene lo dicen el modelo y el catálogo, y con qué se reconoce, su tema. Aquí no hay
cifras: lo que sólo el oficio sabe (avances, zonas) lo dice la comparación de cada uno.
"""

import functools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.analisis.emparejamiento import (
    PARECIDO,
    Paso,
    casar,
    extra_escrito,
    parecidas,
    pares_en_orden,
    por_palabras,
    redaccion_del_texto,
)
from paac_reportes.analisis.redaccion import RedaccionDeFila
from paac_reportes.analisis.tramos import Operacion, tramos_cambiados
from paac_reportes.modelo import temas
from paac_reportes.modelo.campos import Cambio
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import datos_planos, forma_de_filas
from paac_reportes.modelo.plan import FILAS
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import en_palabras, fecha_corta

_CAMBIO: Mapping[str, Cambio] = {
    nombre: campo.cambio
    for clase in FILAS
    for nombre, campo in CATALOGO.objeto(clase).campos.items()
}
"""Qué cambia con cada dato de una fila; con uno sin entrada, y con un extra, la redacción."""


NADA_CAMBIO = "No cambió nada de lo que se compara."
"""No dice más: ni la entidad, ni las firmas, ni el control de cambios se comparan."""
NADA_CAMBIO_FUERA_DEL_MAPA = "Fuera del mapa de riesgos, no cambió nada de lo que se compara."
"""De un plan que lleva su mapa: lo de él se cuenta aparte."""


@clases.frozen
class CambioDeTexto:
    """Un dato que se escribió de otro modo."""

    campo: str
    antes: str
    despues: str

    @property
    def clase(self) -> Cambio:
        """Clase de lo que cambia con ese dato, como ``fecha``; ``redacción`` si no tiene otra."""
        return _CAMBIO.get(self.campo, "redacción")

    def palabras(self) -> Iterator[tuple[Operacion, str]]:
        """Tramos del texto: lo que sigue igual, lo que se quitó y lo que se puso."""
        return tramos_cambiados(self.antes.split(), self.despues.split())


@clases.frozen(kw_only=True)
class CambioDeElemento:
    """Una causa, un control, una acción… que está en los dos y dice otra cosa."""

    antes: Any
    despues: Any
    cambios: tuple[CambioDeTexto, ...]
    listas: "Mapping[str, CambiosDeLista]" = attrs.Factory(dict)
    """Las suyas que cambiaron, por su campo."""


@clases.frozen(kw_only=True)
class CambiosDeLista:
    """Los elementos que entraron a una lista, los que salieron y los que dicen otra cosa."""

    entran: tuple[Any, ...] = ()
    salen: tuple[Any, ...] = ()
    cambian: tuple[CambioDeElemento, ...] = ()

    @property
    def hay(self) -> bool:
        """Si algo cambió."""
        return bool(self.entran or self.salen or self.cambian)


# ------------------------------------------------------------------ los datos de un objeto


def cambios_entre(
    raiz: str, viejo: object, nuevo: object, aparte: Iterable[str] = ()
) -> tuple[CambioDeTexto, ...]:
    """Datos de dos objetos que dicen otra cosa, menos los ``aparte``: ``riesgo.proceso``."""
    # Las mayúsculas, las tildes y los espacios no son un cambio.
    if viejo == nuevo:
        return ()
    return tuple(textos_distintos(*(textos_de(raiz, lado, aparte) for lado in (viejo, nuevo))))


def textos_distintos(
    antes: Mapping[str, str], despues: Mapping[str, str]
) -> Iterator[CambioDeTexto]:
    """Los datos de un lado y del otro que no dicen lo mismo, con lo que dice cada uno."""
    for campo in {**antes, **despues}:
        viejo, nuevo = antes.get(campo, ""), despues.get(campo, "")
        if viejo != nuevo and en_plano(viejo) != en_plano(nuevo):
            yield CambioDeTexto(campo, viejo, nuevo)


def textos_de(raiz: str, objeto: object, aparte: Iterable[str] = ()) -> dict[str, str]:
    """Datos que se escriben de un objeto, y su texto: ``riesgo.causa``; los que no trae, no van."""
    claves_aparte = tuple(f"{dato}." for dato in aparte)
    return {
        clave: texto
        for clave, valor in datos_planos(raiz, objeto).items()
        if not f"{clave}.".startswith(claves_aparte) and (texto := _como_texto(valor))
    }


def _como_texto(valor: Any) -> str:
    """Texto de un valor, con el que se compara; los de una lista, con comas."""
    if valor is None:
        return ""
    if isinstance(valor, tuple):
        return ", ".join(map(str, valor))
    return extra_escrito(valor) if isinstance(valor, Decimal | date) else str(valor)


# ------------------------------------------------------------------ lo de una lista


def cambios_de_textos(antes: Sequence[str], despues: Sequence[str]) -> CambiosDeLista:
    """Los textos que entran y los que salen, sin mirar mayúsculas, tildes ni orden."""
    veces_hoy, veces_antes = (Counter(map(en_plano, lado)) for lado in (despues, antes))
    return CambiosDeLista(
        entran=tuple(_de_mas(despues, veces_hoy - veces_antes)),
        salen=tuple(_de_mas(antes, veces_antes - veces_hoy)),
    )


def _de_mas(textos: Sequence[str], sobran: Counter[str]) -> Iterator[str]:
    """Textos que sobran, como se escribieron; ``sobran``, las veces de cada uno en plano."""
    por_decir = Counter(sobran)
    for texto in textos:
        if por_decir[en_plano(texto)] > 0:
            por_decir[en_plano(texto)] -= 1
            yield texto


def cambios_de_listas(viejo: object, nuevo: object, tema: temas.Tema) -> dict[str, CambiosDeLista]:
    """Listas que cambiaron de un objeto, de las que se leen de las filas de su tema."""
    clase: type = type(nuevo)
    forma = forma_de_filas(tema)
    por_lista = {
        lista.nombre: cambios_de_lista(
            lista.raiz, getattr(viejo, lista.nombre), getattr(nuevo, lista.nombre), tema
        )
        for lista in contenidos_de(clase)
        if lista.es_lista and (lista.raiz in forma.raices or lista.raiz in forma.ademas)
    }
    return {nombre: cambios for nombre, cambios in por_lista.items() if cambios.hay}


def cambios_de_lista(
    raiz: str, antes: Sequence[object], despues: Sequence[object], tema: temas.Tema
) -> CambiosDeLista:
    """Cambios de una lista: lo que entra, sale y sigue diciendo otra cosa, en el orden de hoy."""
    if antes == despues:
        return CambiosDeLista()
    se_conoce = como_se_reconoce(raiz, tema)
    fichas_de_antes, fichas_de_hoy = (
        [_Elemento(raiz, objeto, se_conoce) for objeto in lado] for lado in (antes, despues)
    )
    pasos = _PASOS_DE_UN_REPORTE if se_conoce.reporte else _PASOS
    parejas, retirados, nuevos = casar(fichas_de_antes, fichas_de_hoy, pasos)
    orden_de = {id(ficha): orden for orden, ficha in enumerate(fichas_de_hoy)}
    parejas.sort(key=lambda pareja: orden_de[id(pareja[1])])
    cambiaron = (
        CambioDeElemento(
            antes=vieja.objeto,
            despues=nueva.objeto,
            cambios=cambios_entre(raiz, vieja.objeto, nueva.objeto),
            listas=cambios_de_listas(vieja.objeto, nueva.objeto, tema),
        )
        for vieja, nueva in parejas
    )
    return CambiosDeLista(
        entran=tuple(ficha.objeto for ficha in nuevos),
        salen=tuple(ficha.objeto for ficha in retirados),
        cambian=tuple(elemento for elemento in cambiaron if elemento.cambios or elemento.listas),
    )


@clases.frozen
class SeReconoce:
    """Los campos con que se reconoce lo de una lista; vacío el que no tiene."""

    texto: str
    """Texto de la fila."""
    codigo: str
    opcion: str
    """El primero que es de unos valores: lo que queda de quien no dice nada más."""
    reporte: tuple[str, ...]
    """Datos de un reporte que dicen cuál es: hay uno por corte y por quien lo hace."""

    def senas_de(self, objeto: object) -> tuple[str, str, str]:
        """Texto, código y opción con que se reconoce un objeto; de un reporte, su corte y quién."""
        if self.reporte:
            datos = self.reporte_de(objeto)
            textos = [fecha_corta(v) if isinstance(v, date) else en_palabras(str(v)) for v in datos]
            return ", ".join(textos), "", ""
        texto, codigo, opcion = (
            _como_texto(getattr(objeto, campo)) if campo else ""
            for campo in (self.texto, self.codigo, self.opcion)
        )
        return texto, codigo.strip(), opcion

    def reporte_de(self, objeto: object) -> tuple[Any, ...]:
        """Datos que distinguen un reporte de otro: su corte y quien lo hace."""
        return tuple(getattr(objeto, campo) for campo in self.reporte)


def como_se_reconoce(raiz: str, tema: temas.Tema) -> SeReconoce:
    """Datos en que se reconoce un elemento; sin descripción, el texto que no puede faltar."""
    clase = CATALOGO.de_raiz(raiz).clase
    campos = {campo.name: campo for campo in attrs.fields(clase)}
    datos = [nombre for nombre in campos if CATALOGO.tipo(f"{raiz}.{nombre}") in {str, date}]
    codigo = next((dato for dato in datos if CATALOGO.es_codigo(f"{raiz}.{dato}")), "")
    opcion = next((dato for dato in datos if CATALOGO.opciones(f"{raiz}.{dato}")), "")
    sin_falta = (
        dato
        for dato in datos
        if campos[dato].default is attrs.NOTHING and dato not in {codigo, opcion, "corte"}
    )
    texto = "descripcion" if "descripcion" in datos else next(sin_falta, "")
    declarada = tema.filas.identidad.get(raiz)
    senas = declarada.por[0] if declarada and declarada.por else ()
    reporte = (senas if "corte" in senas else ("corte",)) if "corte" in datos else ()
    return SeReconoce(texto, codigo, opcion, reporte)


@clases.frozen(eq=False, slots=False)
class _Elemento:
    """Un elemento de una lista, y aquello en que se reconoce."""

    raiz: str
    objeto: Any
    se_conoce: SeReconoce

    @clases.propiedad_recordada
    def datos(self) -> tuple[tuple[str, str], ...]:
        """Datos que dice, con su texto en plano."""
        textos = textos_de(self.raiz, self.objeto).items()
        return tuple((clave, en_plano(texto)) for clave, texto in textos)

    @clases.propiedad_recordada
    def texto(self) -> str:
        return en_plano(self.se_conoce.senas_de(self.objeto)[0])

    @property
    def codigo(self) -> str:
        return self.se_conoce.senas_de(self.objeto)[1]

    @property
    def lugar(self) -> Hashable:
        return ""

    @property
    def meta(self) -> str:
        return ""

    @clases.propiedad_recordada
    def redaccion(self) -> RedaccionDeFila:
        return redaccion_del_texto(self.texto)


def _sin_texto(ficha: _Elemento) -> Hashable:
    """Clave con que se busca el que no trae texto: su código u opción; si lo trae, ``None``."""
    _, codigo, opcion = ficha.se_conoce.senas_de(ficha.objeto)
    return None if ficha.texto else codigo or opcion or None


def _en_su_lista(ficha: _Elemento) -> Hashable:
    return ficha.lugar


def por_sus_palabras(_ficha: Any, letras: str) -> Iterable[str]:
    """Claves con que se buscan los que se parecen: las de ``por_palabras``."""
    return por_palabras(letras)


_MISMOS: tuple[Callable[[_Elemento], Hashable], ...] = (
    lambda ficha: ficha.datos,
    lambda ficha: (ficha.codigo, ficha.texto) if ficha.texto else None,
    lambda ficha: ficha.texto or None,
    _sin_texto,
)
_PASOS: tuple[Paso[_Elemento], ...] = (
    *(functools.partial(pares_en_orden, clave=clave) for clave in _MISMOS),
    functools.partial(parecidas, claves=por_sus_palabras, donde=_en_su_lista, desde=PARECIDO),
)
_PASOS_DE_UN_REPORTE: tuple[Paso[_Elemento], ...] = (
    functools.partial(pares_en_orden, clave=lambda ficha: ficha.se_conoce.reporte_de(ficha.objeto)),
)
