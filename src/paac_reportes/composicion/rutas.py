"""De cada celda de un documento, los datos que dice y dónde están en el contenido.

Sólo si se pide, que es cuando un documento vuelve: entonces cada marca es una ``MarcaConDatos``,
que lo sabe decir de cada celda de su fila. Nada se busca hasta que alguien pregunta.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.composicion.tablas.lectores import (
    camino_del_objeto,
    dato_del_plan,
    escritor_de_dato,
    lugar_del_inicio,
    objetos_de_fila,
    partes_de_celda,
    textos_unidos,
)
from paac_reportes.composicion.tablas.renglones import Cubre, Renglones
from paac_reportes.formatos.definicion.bloques import Subtotal
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.filas import DeRecomendacion, Evidencia, FilaDeTabla
from paac_reportes.maqueta.nodos import Parrafo, Titulo
from paac_reportes.maqueta.rejilla import AL_VOLVER
from paac_reportes.modelo import Firma, Seguimiento
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import Parada, contenidos_de, pasos_de, recorrer
from paac_reportes.modelo.temas import Contenido
from paac_reportes.textos.markdown import leer_markdown
from paac_reportes.textos.plantillas import variables_escritas
from paac_reportes.textos.valores import como_texto

Escribir = Callable[[object], str | None]
_ASUNTO, _GRUPO = "detalle.asunto", "{{ grupo }}"
_DE_RECOMENDACION = {
    "detalle.plazo": "recomendacion.fecha",
    "detalle.responsable": "recomendacion.responsable",
    "detalle.estado": "recomendacion.estado",
    "detalle.respuesta": "recomendacion.respuesta",
}
"""El dato de una recomendación que se lee en lo que de ella se escribe."""


@clases.frozen(kw_only=True, eq=False)
class DatoDeCelda:
    """Un dato que una celda dice, y dónde está."""

    ruta: str
    """Ruta del objeto que lo lleva; vacía si es de todo el contenido."""
    faltan: tuple[tuple[str, date | int | None], ...] = ()
    """Los objetos de la ruta que aún no están: ``(("seguimientos", date(2020, 8, 31)),)``."""
    campo: str
    """``meta``; ``extras.acta`` o ``textos.alcance``, de una tabla."""
    numero: int | None = None
    """Cuál es, si el campo es una lista de textos y la celda dice uno."""
    dato: str
    """Dato como lo nombra el catálogo: ``actividad.meta``."""
    valor: Any
    """Valor que tiene; nada si falta."""
    texto: str
    """Texto como se escribe en su celda."""
    escribir: Escribir
    tambien: tuple[str, ...] = ()
    """Las rutas de los demás objetos de que la celda lo dice: es el de todos ellos."""

    @property
    def lugar(self) -> tuple[object, ...]:
        """Clave que distingue este dato de cualquier otro."""
        return self.ruta, self.faltan, self.campo, self.numero


@clases.frozen(kw_only=True, eq=False)
class CeldaConDatos:
    """Celda con los datos que dice."""

    datos: tuple[DatoDeCelda, ...]
    entre: str | None = None
    """Separador de sus datos; nada si van en un texto del formato."""
    marca: str | None = None
    """Marca que lleva si su dato es uno de ``cuando``, como una equis."""
    cuando: tuple[str, ...] = ()
    rotulo: str = ""
    """El rótulo de su columna; de los que van uno sobre otro, el de abajo."""
    parrafo: int | None = None
    """Número del párrafo, si el dato es un texto del contenido, que es uno solo."""

    @property
    def nombres(self) -> tuple[str, ...]:
        """Los nombres de sus datos en el catálogo."""
        return tuple(dato.dato for dato in self.datos)

    @property
    def escrito(self) -> str:
        """Lo que dice con sus datos a la letra."""
        return textos_unidos(self.nombres, [d.texto for d in self.datos], self.entre or "") or ""

    @property
    def es_de_un_rango(self) -> bool:
        """Si sus datos son fechas que se escriben como un rango: «1/02 a 30/11»."""
        return lugar_del_inicio(self.nombres) is not None

    @property
    def partes(self) -> tuple[list[DatoDeCelda], list[str]]:
        """Los datos que dice, y lo fijo antes de cada uno y al final."""
        textos = [dato.texto for dato in self.datos]
        dichos, fijos = partes_de_celda(self.nombres, textos, self.entre or "")
        return [self.datos[lugar] for lugar in dichos], fijos


class MarcaConDatos(str):
    """La marca de una fila o de un texto, que sabe qué dato dice cada celda suya."""

    __slots__ = ("celda",)
    celda: Callable[[int], CeldaConDatos | None]
    """Función de la celda de ese número, desde 0; nada si lo que dice no es un dato."""

    @classmethod
    def de(cls, marca: str, celda: Callable[[int], CeldaConDatos | None]) -> "MarcaConDatos":
        """Una marca con lo que dice de cada celda."""
        con_datos = cls(marca)
        con_datos.celda = celda
        return con_datos


class RutasDelContenido:
    """Ruta de cada objeto de un contenido."""

    def __init__(self, contenido: Contenido, corte: date | None) -> None:
        self._contenido = contenido
        self._corte = corte
        paradas: list[Parada] = recorrer(contenido)
        veces = Counter(id(parada.objeto) for parada in paradas)
        self._rutas = {
            id(parada.objeto): parada.ruta for parada in paradas if veces[id(parada.objeto)] == 1
        }
        self._rutas[id(contenido)] = ""
        self._nuevas = itertools.count(1)

    def marca_nueva(self) -> str:
        """Una marca de lo que el documento escribe sin ella, y dice un dato."""
        return f"{AL_VOLVER}{next(self._nuevas)}"

    def de(self, objeto: object) -> str | None:
        """La ruta de un objeto; ``None`` si no es del contenido, o si está en él dos veces."""
        return self._rutas.get(id(objeto))

    # -------------------------------------------------------------- de una fila

    def de_filas(
        self,
        marcas: Sequence[str],
        renglones: Renglones,
        tanda: range,
        cubre: Sequence[Cubre],
    ) -> list[str]:
        """Las marcas de unas filas seguidas, que además saben qué dato dice cada celda.

        ``tanda``: cuáles de los ``renglones``; ``cubre``: por columna, las filas que cada celda
        ocupa.
        """

        def celda_de(en_la_tanda: int) -> Callable[[int], CeldaConDatos | None]:
            return lambda columna: self._celda(renglones, tanda, cubre, en_la_tanda, columna)

        if tanda and isinstance(renglones.filas[tanda[0]], DeRecomendacion):
            marcas = [marca or self.marca_nueva() for marca in marcas]  # al publicar no llevan
        return [
            MarcaConDatos.de(marca, celda_de(en_la_tanda)) if marca else marca
            for en_la_tanda, marca in enumerate(marcas)
        ]

    def _celda(
        self,
        renglones: Renglones,
        tanda: range,
        cubre: Sequence[Cubre],
        en_la_tanda: int,
        columna: int,
    ) -> CeldaConDatos | None:
        """Los datos que dice una celda de una tanda.

        ``en_la_tanda``, qué fila de ella, y ``columna`` cuentan desde 0. La que otra cubre dice
        los de ésa. ``None`` fuera de la tabla, o si no dice datos.
        """
        if not 0 <= columna < len(renglones.columnas):
            return None
        filas_que_cubre = cubre[columna]  # 0: a ésa la cubre una de más arriba
        while filas_que_cubre is not None and en_la_tanda and not filas_que_cubre[en_la_tanda]:
            en_la_tanda -= 1
        columna_armada, numero_de_fila = renglones.columnas[columna], tanda[en_la_tanda]
        definida, fila_de_tabla = columna_armada.definida, renglones.filas[numero_de_fila]
        if definida.dato == (_ASUNTO,):
            return self.de_grupo(_ASUNTO, (fila_de_tabla,))
        corte = columna_armada.informe.corte if columna_armada.informe else self._corte
        if definida.texto is not None:
            objetos = objetos_de_fila(fila_de_tabla, columna_armada.informe)
            datos = self._datos_de_texto(definida.texto, fila_de_tabla, objetos, corte)
            return CeldaConDatos(datos=datos) if datos else None
        datos = tuple(self._datos_de_columna(definida, renglones, numero_de_fila, columna, corte))
        if len(datos) != len(definida.dato):
            return None
        if definida.marca is not None:
            return CeldaConDatos(datos=datos, marca=definida.marca, cuando=definida.cuando)
        return CeldaConDatos(datos=datos, entre=definida.entre, rotulo=definida.rotulo[-1])

    def _datos_de_columna(
        self,
        definida: Columna,
        renglones: Renglones,
        numero_de_fila: int,
        columna: int,
        corte: date | None,
    ) -> Iterable[DatoDeCelda]:
        """Los datos que una celda muestra a la letra, uno tras otro, con su ruta."""
        for lectura in renglones.lecturas(columna):
            objeto_de_fila = renglones.objetos(lectura.dato, lectura.informe)[numero_de_fila]
            texto = "" if definida.marca else lectura.textos([objeto_de_fila])[0] or ""
            fila = renglones.filas[numero_de_fila]
            dato = self._dato(lectura.dato, objeto_de_fila, fila, corte, texto, lectura.escribir)
            if dato is not None:
                yield dato

    def _datos_de_texto(
        self,
        plantilla: str,
        fila: FilaDeTabla,
        objetos: Mapping[str, Any],
        corte: date | None,
    ) -> tuple[DatoDeCelda, ...]:
        """Los datos que una plantilla del formato nombra, con su valor en esa fila."""
        datos = []
        for nombre in variables_escritas(plantilla):
            objeto = objetos.get(nombre.partition(".")[0])
            for paso in camino_del_objeto(nombre).split(".")[1:]:
                objeto = getattr(objeto, paso, None)
            valor = _valor(objeto, nombre)
            texto = como_texto(valor) if valor is not None else ""
            dato = self._dato(nombre, objeto, fila, corte, texto, escritor_de_dato(nombre))
            datos += [dato] if dato is not None else []
        return tuple(datos)

    def _dato(  # noqa: PLR0913, PLR0917 - un dato y quien lo lleva
        self,
        nombre: str,
        objeto: object,
        fila: FilaDeTabla,
        corte: date | None,
        texto: str,
        escribir: Escribir,
    ) -> DatoDeCelda | None:
        """Un dato de un objeto, con su ruta; nada si el contenido no lo guarda.

        ``texto``: lo que la celda dice; ``escribir``: cómo se escribe su valor.
        """
        dato = dato_del_plan(nombre, type(fila))
        if isinstance(fila, DeRecomendacion) and nombre in _DE_RECOMENDACION:
            dato, objeto = _DE_RECOMENDACION[nombre], fila.recomendacion
        numero = None
        if isinstance(objeto, Evidencia):
            numero, objeto = objeto.numero - 1, getattr(fila, "seguimiento", None)
        elif nombre == "consecuencia.texto" and objeto is not None:
            numero, objeto = objeto.numero - 1, getattr(fila, "riesgo", None)  # type: ignore[attr-defined]
        elif nombre.partition(".")[0] == "a_cargo" and objeto is not None:
            objeto = objeto.de  # type: ignore[attr-defined]
        ruta, faltan = self._ruta_y_lo_que_falta(dato, objeto, fila, corte)
        if ruta is None:
            return None
        return DatoDeCelda(
            ruta=ruta,
            faltan=faltan,
            campo=campo_de(dato),
            numero=numero,
            dato=self._en_el_catalogo(dato, ruta),
            valor=None if faltan else _valor(objeto, dato),
            texto=texto,
            escribir=escribir,
        )

    def _en_el_catalogo(self, dato: str, ruta: str) -> str:
        """El nombre de un dato en el catálogo: ``residual_final.zona`` es ``riesgo.residual.zona``.

        ``ruta``: la del objeto que lo lleva.
        """
        if CATALOGO.conoce(dato):
            return dato
        raices: list[str] = []
        for rama, _ in pasos_de(ruta, type(self._contenido)):
            raices = [rama.raiz] if rama.es_lista else [*raices, rama.raiz]
        nombre = ".".join((*raices, campo_de(dato)))
        return nombre if CATALOGO.conoce(nombre) else dato

    def _ruta_y_lo_que_falta(
        self, dato: str, objeto: object, fila: FilaDeTabla, corte: date | None
    ) -> tuple[str | None, tuple[tuple[str, date | int | None], ...]]:
        """La ruta de un objeto o, si aún no está, la de quien lo llevaría y lo que falta crear.

        Eso, en pares ``(campo, corte)``; ``None`` en la ruta si no se puede escribir.
        """
        if objeto is not None:
            return self.de(objeto), ()
        raiz, *pasos = camino_del_objeto(dato).split(".")
        presente = getattr(fila, raiz, None)
        faltan: tuple[tuple[str, date | int | None], ...] = ()
        if presente is None and fila.lugar is not None:
            # Lo que se reporta en un corte, que nadie ha escrito: es de la fila.
            listas = {rama.raiz: rama for rama in contenidos_de(fila.lugar.contenido.clase)}
            if raiz not in listas or listas[raiz].clase is not Seguimiento or corte is None:
                return None, ()
            presente = fila.lugar.objeto
            faltan = ((listas[raiz].nombre, corte),)
        for numero, paso in enumerate(pasos):
            siguiente = None if faltan else getattr(presente, paso, None)
            if siguiente is None:
                faltan += tuple((campo, None) for campo in pasos[numero:])
                break
            presente = siguiente
        return self.de(presente), faltan

    # -------------------------------------------------------------- de un texto de alrededor

    def de_textos(self, marca: str, plantillas: Sequence[str], variables: Mapping[str, Any]) -> str:
        """La marca de un renglón fuera de las tablas, que sabe qué datos dice cada texto.

        ``plantillas``: las de sus textos; ``variables``: los objetos que nombran.
        """
        if not marca:
            return marca

        def celda(numero: int) -> CeldaConDatos | None:
            """Los datos que dice el texto de ese número, desde 0; ``None`` si no dice ninguno."""
            if not 0 <= numero < len(plantillas):
                return None
            datos = tuple(self._alrededor(plantillas[numero], variables))
            return CeldaConDatos(datos=datos) if datos else None

        return MarcaConDatos.de(marca, celda)

    def de_firmas(self, marca: str, firmas: Sequence[Firma | None], plantilla: str) -> str:
        """La marca de una fila de firmas; ``firmas``: la de cada celda, o ``None``.

        ``plantilla``: lo que cada celda dice.
        """
        variables = [{"firma": firma} for firma in firmas]
        por_celda = [[*self._alrededor(plantilla, firma)] for firma in variables]

        def celda(numero: int) -> CeldaConDatos | None:
            """Los datos que dice la celda de ese número; ``None`` si ninguno."""
            datos = tuple(por_celda[numero]) if 0 <= numero < len(por_celda) else ()
            return CeldaConDatos(datos=datos) if datos else None

        return MarcaConDatos.de(marca, celda) if marca else marca

    def de_parrafos(
        self, clave: str, bloques: Iterable[Parrafo | Titulo]
    ) -> Iterator[Parrafo | Titulo]:
        """Los párrafos de un texto del contenido; la marca de cada uno dice su número en él."""
        fuente = self._contenido.textos[clave]
        vistos = ("".join(t.texto for t in bloque.trozos) for bloque in leer_markdown(fuente))
        for numero, (bloque, texto) in enumerate(zip(bloques, vistos, strict=True)):
            dato = DatoDeCelda(
                ruta="",
                campo=f"textos.{clave}",
                dato=f"textos.{clave}",
                valor=fuente,
                texto=texto,
                escribir=como_texto,
            )
            celda = CeldaConDatos(datos=(dato,), parrafo=numero)
            yield attrs.evolve(bloque, marca=self._marca_de_una(celda))

    def _marca_de_una(self, celda: CeldaConDatos) -> str:
        """Una marca nueva, de una línea que dice lo mismo en cualquier celda."""
        return MarcaConDatos.de(self.marca_nueva(), lambda _: celda)

    def de_banda(self, grupo: Subtotal, filas: Sequence[FilaDeTabla]) -> str:
        """La marca de la banda de unas filas, si lo que dice de ellas es un dato."""
        celda = self.de_grupo(grupo.por, filas) if grupo.banda == _GRUPO else None
        return self._marca_de_una(celda) if celda else ""

    def de_grupo(self, dato: str, filas: Sequence[FilaDeTabla]) -> CeldaConDatos | None:
        """Los datos de una celda que es de varias recomendaciones: lo que se pide y para cuándo.

        ``None`` si el dato es otro, o alguna fila no es de una.
        """
        recomendaciones = [f.recomendacion for f in filas if isinstance(f, DeRecomendacion)]
        rutas = [ruta for r in recomendaciones if (ruta := self.de(r)) is not None]
        if dato != _ASUNTO or not rutas or len(rutas) < len(filas):
            return None
        datos = (
            DatoDeCelda(
                ruta=rutas[0],
                tambien=tuple(rutas[1:]),
                campo=campo,
                dato=f"recomendacion.{campo}",
                valor=getattr(recomendaciones[0], campo),
                texto=getattr(recomendaciones[0], campo) or "",
                escribir=escritor_de_dato(f"recomendacion.{campo}"),
            )
            for campo in ("texto", "fecha")
        )
        return CeldaConDatos(datos=tuple(datos))

    def _alrededor(self, plantilla: str, variables: Mapping[str, Any]) -> Iterable[DatoDeCelda]:
        """Los datos que dice un texto fuera de las tablas: un título, un encabezado, una banda."""
        escritas = variables_escritas(plantilla) if "{" in plantilla else ()
        for variable in sorted(escritas, key=plantilla.find):
            nombre = "entidad.nombre" if variable == "titular" else variable
            raiz, *pasos = nombre.split(".")
            objeto: object = variables.get(raiz)
            if raiz in {"textos", "vigencia"}:
                objeto, campo = self._contenido, nombre
                textos = self._contenido.textos
                valor = textos.get(pasos[0]) if pasos else getattr(self._contenido, raiz)
            else:
                for paso in camino_del_objeto(nombre).split(".")[1:]:
                    objeto = getattr(objeto, paso, None)
                campo, valor = campo_de(nombre), _valor(objeto, nombre)
            ruta = self.de(objeto)
            if ruta is None or valor is None:
                continue
            yield DatoDeCelda(
                ruta=ruta,
                campo=campo,
                dato=nombre,
                valor=valor,
                texto=como_texto(valor),
                escribir=escritor_de_dato(nombre),
            )


def campo_de(dato: str) -> str:
    """El campo de un dato: ``meta``, de ``actividad.meta``; ``extras.acta``, de un extra."""
    _, es_extra, nombre = f".{dato}".partition(".extras.")
    return f"extras.{nombre}" if es_extra else dato.rpartition(".")[2]


def _valor(objeto: object, dato: str) -> object:
    """El valor de un dato en quien lo lleva."""
    campo = campo_de(dato)
    if campo.startswith("extras."):
        return getattr(objeto, "extras", {}).get(campo.removeprefix("extras."))
    return getattr(objeto, campo, None)
