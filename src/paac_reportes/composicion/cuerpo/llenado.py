"""Un cuerpo en Word con los datos puestos: lo que el árbol de cada parte pide al redactarse.

``Llenado`` da los filtros de esos árboles: de qué se habla en cada vuelta de lo que se repite, y el
XML de cada hueco. Lo que se repite no comparte con su copia ni nota ni marcador.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any
from urllib.parse import quote, unquote

import attrs

from paac_reportes.analisis.metodologia import DE_COLUMNA, Medida
from paac_reportes.composicion.aspecto import puede_llevar_enlaces, tramos_con_enlaces
from paac_reportes.composicion.cuerpo.escritura import corrida, corridas, marcado, sangria
from paac_reportes.composicion.cuerpo.marcas import MarcasDeDatos
from paac_reportes.composicion.cuerpo.numeros import Numeros
from paac_reportes.composicion.variables import AUSENTE, RedaccionDePlantilla
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.cuerpo.alrededor import sueltos
from paac_reportes.formatos.cuerpo.huecos import leer_hueco, partes_de
from paac_reportes.formatos.cuerpo.lectura import Mirado
from paac_reportes.formatos.cuerpo.parrafos import EnSuLugar
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.maqueta.contenido import CampoCalculado, Enfasis, Tramo
from paac_reportes.modelo.recorrer import (
    Parada,
    Rama,
    contenidos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.temas import con_los_que_lleva
from paac_reportes.opc.xml import Elemento, lleno
from paac_reportes.textos.en_jinja import EnXml, Redactores
from paac_reportes.textos.markdown import BloqueDeTexto, en_claro, leer_markdown
from paac_reportes.textos.plantillas import en_markdown
from paac_reportes.textos.remisiones import sin_remisiones
from paac_reportes.textos.valores import (
    Numero,
    NumeroCalculado,
    cantidad_de,
    como_texto,
    con_miles,
    escribible,
)

_CON_ESQUEMA = expresion(r"[a-z][a-z0-9+.-]*:")
_DE_LA_WEB = expresion(r"(?:(?:https?|ftp)://|mailto:|tel:).", re.IGNORECASE)
"""Adonde lleva un enlace cuya dirección dicen los datos."""
_DE_UNA_DIRECCION = "%/:?#[]@!$&'()*+,;=~"
_REPETIDOS = 200_000
"""Filas y párrafos repetidos que un Word alcanza a mostrar."""
_CAMPOS = {Numero.PAGINA: CampoCalculado.PAGINA, Numero.PAGINAS: CampoCalculado.PAGINAS}


@attrs.define(eq=False)
class Ambito:
    """De qué se habla en un lugar del cuerpo: los objetos por su raíz, ``dependencia``."""

    redaccion: RedaccionDePlantilla
    lugar: Parada | None = None
    objetos: Mapping[str, Any] = attrs.Factory(dict)
    breves: dict[str, str | None] = attrs.Factory(dict)
    """El lugar en breve de cada uno, ``d0c1``, con que se nombra su marca."""


Poner = Callable[[Elemento, str, Ambito], int]
_Bloque = tuple[list[Tramo], int]


class Llenado:
    """Llena las partes de un cuerpo con un contenido."""

    def __init__(  # noqa: PLR0913 - lo que se llena, y con qué
        self,
        mirado: Mirado,
        *,
        contenido: Any,
        corte: date | None,
        filas: Sequence[Mapping[str, Any]],
        redaccion: RedaccionDePlantilla,
        poner: "Poner",
    ) -> None:
        """``poner``: da el número del bloque que se pone en una sección."""
        self._principal = mirado.word.principal
        self._mirado, self._raices = mirado, mirado.principal.nombres.raices
        self._contenido, self._corte, self._filas = contenido, corte, filas
        self._contenidos = [contenido, *(llevado for _, llevado in con_los_que_lleva(contenido))]
        self._poner, self._pasos, self._huecos = poner, mirado.pasos.pasos, mirado.pasos.huecos
        self._numeros, self._repetidos = Numeros(), 0
        self.marcas = MarcasDeDatos(contenido, self._raices.del_corte)
        variables = {**dict.fromkeys(self._raices.ramas, AUSENTE), **redaccion.variables}
        self._de_todo = Ambito(attrs.evolve(redaccion, variables=variables))
        self._nuevos: dict[str, dict[str, str]] = {}
        filtros = {nombre: getattr(self, f"_{nombre}") for nombre in _FILTROS}
        self._redactores = Redactores(filtros, self._en_palabras)

    def parte(self, nombre: str) -> Elemento:
        """La raíz de una parte, llena."""
        arbol, ambito = self._mirado.planos[nombre].arbol(), self._de_todo
        variables = {**ambito.redaccion.variables, "L0": ambito}
        raiz = lleno(self._redactores.compilado(arbol.raiz)(variables), nombre)
        self._numeros.terminar(raiz)
        self.llenar_sueltos(raiz)
        return raiz

    def llenar_sueltos(self, raiz: Elemento) -> None:
        """Llena los textos que no son de un párrafo, que no se ven en las páginas."""
        redactar = self._de_todo.redaccion.sin_mostrar()
        for elemento, atributo, texto in [*sueltos(raiz)]:
            dicho = "".join(
                fijo + (redactar(leer_hueco(hueco).plantilla) if hueco else "")
                for fijo, hueco in partes_de(texto)
            )
            if atributo:
                elemento.set(atributo, dicho)
            else:
                elemento.text = dicho

    def nuevos(self, parte: str) -> Mapping[str, str]:
        """Por dirección, la clave de la relación que a una parte se le agregó: ``paacEnlace1``."""
        return self._nuevos.get(parte, {})

    def _en_palabras(self, paso: int) -> str:
        """El hueco de un paso, para decir cuál no se dejó redactar."""
        suyo = self._pasos[paso].hueco
        return "" if suyo is None else str(suyo[1].texto)

    # -------------------------------------------------------------- de qué se habla

    def _cada(self, _valor: object, paso: int, ambito: Ambito) -> list[tuple[Any, ...]]:
        """Por objeto de una raíz, su ámbito, si alguien lo lleva y los objetos que nombra."""
        repeticion = self._pasos[paso].dato
        raiz = repeticion.raiz
        vueltas, alguien = self._vueltas(raiz, ambito), True
        if vueltas is None:
            # Un plan sin dependencias no tiene qué nombrar, pero lo de adentro no se pierde.
            vueltas, alguien = [ambito], False
        self._repetidos += len(vueltas) * len(repeticion.elementos)
        if self._repetidos > _REPETIDOS:
            raise ErrorDeFormato(_son_demasiados(raiz, len(vueltas)))
        nombrados = itemgetter(*repeticion.nombres, "corte")  # siempre más de uno
        return [(v, alguien, *nombrados(v.redaccion.variables)[:-1]) for v in vueltas]

    def _vueltas(self, raiz: str, ambito: Ambito) -> list[Ambito] | None:
        """Por objeto de una raíz, el ámbito en que se habla de él; ``None`` si nadie los lleva."""
        if raiz == FILA_LIBRE:
            return [self._dentro(ambito, {FILA_LIBRE: fila}, None) for fila in self._filas]
        lugares = self._lugares(raiz, ambito)
        if not lugares and not self._lleva(raiz):
            # Si hay de lo que iría dentro (componentes, sin dependencias), nadie la lleva.
            interiores = (otra for otra, fuera in self._raices.afuera.items() if raiz in fuera)
            if any(map(self._lleva, interiores)):
                return None
        return [self._dentro(ambito, lugar.objetos, lugar) for lugar in lugares]

    def _dentro(self, ambito: Ambito, objetos: Mapping[str, Any], lugar: Parada | None) -> Ambito:
        """El ámbito de unos objetos dentro de otro, con sus seguimientos del corte."""
        nuevos = {**objetos, **self._seguimientos_del_corte(objetos)}
        todos = {**ambito.objetos, **nuevos}
        return Ambito(ambito.redaccion.con(**nuevos), lugar or ambito.lugar, todos)

    def _lugares(self, raiz: str, ambito: Ambito) -> list[Parada]:
        """Los lugares de una raíz en los objetos del ámbito o, si no, en todo el contenido."""
        dentro: Parada | None = ambito.lugar
        while dentro is not None:
            ramas = _ramas(dentro.contenido.clase, raiz)
            if ramas:
                return self._del_periodo(recorrer(dentro, *ramas), raiz)
            dentro = dentro.dentro_de
        return self._en_todo_el_contenido(raiz)

    def _en_todo_el_contenido(self, raiz: str) -> list[Parada]:
        """Los lugares de una raíz en todo el contenido, o en el mapa que lleve."""
        for contenido in self._contenidos:
            clase: type = type(contenido)
            if ramas := _ramas(clase, raiz):
                return self._del_periodo(recorrer(contenido, *ramas), raiz)
        return []

    def _del_periodo(self, lugares: list[Parada], raiz: str) -> list[Parada]:
        """De lo que se dice en cada corte, lo de éste; de un historial que se pide, hasta él."""
        de_corte = self._raices.del_corte.keys() & {raiz, *self._raices.afuera[raiz]}
        if not de_corte or self._corte is None:
            return lugares
        corte = self._corte
        if raiz in de_corte:
            return [lugar for lugar in lugares if lugar.objeto.corte <= corte]
        return [
            lugar
            for lugar in lugares
            if all(lugar.objetos[r].corte == corte for r in de_corte if r in lugar.objetos)
        ]

    def _seguimientos_del_corte(self, objetos: Mapping[str, Any]) -> dict[str, Any]:
        """El seguimiento de cada objeto en el corte, por su raíz; ``None`` si no lo tiene."""
        del_corte: dict[str, Any] = {}
        for raiz, duenos in self._raices.del_corte.items():
            for raiz_del_dueno in duenos:
                if raiz_del_dueno in objetos and raiz not in objetos:
                    dueno = objetos[raiz_del_dueno]
                    clase: type = type(dueno)
                    rama = next(r for r in contenidos_de(clase) if r.raiz == raiz and r.es_lista)
                    registros = (r for r in getattr(dueno, rama.nombre) if r.corte == self._corte)
                    del_corte[raiz] = next(registros, None)
        return del_corte

    def _lleva(self, raiz: str) -> bool:
        """Si el contenido trae algún objeto de esa raíz."""
        return bool(self._en_todo_el_contenido(raiz))

    # -------------------------------------------------------------- lo que va en un párrafo

    def _texto(self, valor: object, numero: int, ambito: Ambito) -> EnXml:
        """Lo que un hueco dice, con sus enlaces y la marca de su dato, o un número de página."""
        suyo = self._huecos[numero]
        if isinstance(valor, Numero):
            xml = self._con_enlaces([_CAMPOS[valor]], suyo)
        elif suyo.hueco.es_markdown:
            renglones = self._en_bloques(valor, suyo, ambito)
            tramos = [t for n, (suyos, _) in enumerate(renglones) for t in ("\n" * (n > 0), *suyos)]
            xml = self._con_enlaces(tramos, suyo)
        else:
            texto = self._anotado(valor, suyo, ambito)
            en_enlaces = puede_llevar_enlaces(texto)
            xml = self._con_enlaces([texto], suyo) if en_enlaces else corrida(texto, suyo.letra)
        # Un encabezado se lee como se ve.
        dato = suyo.hueco.dato if suyo.parte == self._principal else None
        marca = self.marcas.nombre_de(dato, ambito) if dato else ""
        if not marca:
            return EnXml(xml)
        self._numeros.marcas += 1
        return EnXml(marcado(xml, marca, self._numeros.marcas))

    def _con_enlaces(self, tramos: Sequence[Tramo], suyo: EnSuLugar) -> str:
        """Las corridas de unos tramos; en el cuerpo, con las direcciones que traigan enlazadas."""
        con_enlaces: list[Tramo] = []
        for tramo in tramos:
            se_enlaza = isinstance(tramo, str) and suyo.parte == self._principal
            con_enlaces += tramos_con_enlaces(str(tramo)) if se_enlaza else [tramo]
        relacionar = None if suyo.en_enlace else partial(self._clave, suyo.parte)
        return corridas(con_enlaces, suyo.letra, relacionar)

    def _anotado(self, valor: object, suyo: EnSuLugar, ambito: Ambito) -> str:
        """El texto de un valor, de que se anota lo que muestra."""
        raiz, campo = suyo.hueco.dato or ("", "")
        if type(valor) is str and campo and "." not in campo:  # lo de casi todos
            ambito.redaccion.anotar(f"{raiz}.{campo}", ambito.redaccion.variables[raiz])
            return valor
        texto = sin_remisiones(str(escribible(valor)))
        ambito.redaccion.anotar_texto(suyo.hueco.plantilla, texto)
        return texto

    def _clave(self, parte: str, direccion: str) -> str:
        """La clave de la relación de una parte que lleva a una dirección."""
        nuevos = self._nuevos.setdefault(parte, {})
        return nuevos.setdefault(direccion, f"paacEnlace{len(nuevos) + 1}")

    def _enlace(self, valor: object, numero: int, ambito: Ambito) -> str:
        """La relación con lo que un enlace dice; lo que no es una dirección no lleva a nada."""
        suyo = self._huecos[numero]
        direccion = quote(self._anotado(valor, suyo, ambito).strip(), safe=_DE_UNA_DIRECCION)
        if " " not in unquote(direccion) and not _CON_ESQUEMA.match(direccion):
            direccion = f"https://{direccion}"
        return self._clave(suyo.parte, direccion if _DE_LA_WEB.match(direccion) else "#")

    # -------------------------------------------------------------- textos de varios párrafos

    def _bloques(self, valor: object, numero: int, ambito: Ambito) -> list[tuple[_Bloque, bool]]:
        """Por párrafo de un texto en Markdown, sus tramos y su sangría, y si es el primero."""
        bloques = self._en_bloques(valor, self._huecos[numero], ambito) or [([], 0)]
        return [(bloque, bloque is bloques[0]) for bloque in bloques]

    def _bloque(self, bloque: _Bloque, numero: int, _ambito: Ambito) -> EnXml:
        return EnXml(self._con_enlaces(bloque[0], self._huecos[numero]))

    def _sangria(self, bloque: _Bloque, paso: int, _ambito: Ambito) -> EnXml:
        return EnXml(sangria(bloque[1]) if bloque[1] else self._pasos[paso].dato)

    def _en_bloques(self, valor: object, suyo: EnSuLugar, ambito: Ambito) -> list[_Bloque]:
        texto = str(en_markdown(valor))
        ambito.redaccion.anotar_texto(suyo.hueco.plantilla, en_claro(texto))
        return [([*_tramos_de_bloque(bloque)], bloque.nivel) for bloque in leer_markdown(texto)]

    def _renglones(self, valor: object) -> object:
        """El texto de un dato que son varios, uno por renglón."""
        return "\n".join(map(como_texto, valor)) if isinstance(valor, tuple) else valor

    def _puesto(self, _valor: object, paso: int, ambito: Ambito) -> EnXml:
        seccion, nombre = self._pasos[paso].dato
        numero = self._poner(seccion, nombre, ambito)
        return EnXml(f'<paac:puesto xmlns:paac="urn:paac-reportes" n="{numero}"/>')

    # -------------------------------------------------------------- cuentas

    def _calculo(
        self,
        cuenta: tuple[str, str],
        ambito: Ambito,
        se_ve: bool,  # noqa: FBT001 - por su lugar
    ) -> NumeroCalculado | None:
        """Una cuenta sobre los objetos del ámbito; si se ve, se anota lo que muestra."""
        operacion, dato = cuenta
        raiz, _, campo = dato.partition(".")
        vueltas = self._vueltas(raiz, ambito) or []
        if not campo:
            return NumeroCalculado(len(vueltas))
        crudos = (_valor_por_camino(vuelta.objetos[raiz], campo) for vuelta in vueltas)
        dados = [crudo for crudo in crudos if crudo not in (None, "")]
        for vuelta in vueltas if se_ve else ():
            ambito.redaccion.anotar(dato, vuelta.objetos[raiz])
        if operacion == "cuenta":
            return NumeroCalculado(len(dados))
        medidas = [Medida(n) for crudo in dados if (n := cantidad_de(crudo)) is not None]
        if se_ve and len(medidas) < len(dados):
            ambito.redaccion.mostrado.fuera_del_total[dato] += len(dados) - len(medidas)
        resultado = DE_COLUMNA[operacion](medidas)
        return None if resultado is None else NumeroCalculado(resultado)


_FILTROS = (
    *("cada", "texto", "enlace", "bloques", "bloque", "sangria", "renglones", "puesto", "calculo"),
)
"""Lo que los árboles piden."""


@lru_cache(maxsize=256)
def _ramas(clase: type, raiz: str) -> list[Rama]:
    """Las listas por que una clase lleva objetos de una raíz."""
    return [
        rama
        for rama in dict.fromkeys(todos_los_contenidos(clase))
        if rama.es_lista and rama.raiz == raiz
    ]


def _son_demasiados(raiz: str, vueltas: int) -> Falla:
    """La falla de un «repite» que no cabe en Word; ``vueltas``: los objetos que recorre."""
    motivo = (
        f"lo que se repite da más de {con_miles(_REPETIDOS)} filas y párrafos, y Word no los"
        f" muestra: revise qué va dentro de lo que se repite por cada {raiz!r}, que son"
        f" {con_miles(vueltas)}"
    )
    return Falla("formato_incoherente", "cuerpo", motivo)


def _valor_por_camino(objeto: Any, campo: str) -> Any:
    """El valor de un dato de un objeto, por su camino: ``inherente.zona``."""
    for paso in campo.split("."):
        if objeto is None or objeto is AUSENTE:
            return None
        objeto = objeto.get(paso) if isinstance(objeto, Mapping) else getattr(objeto, paso, None)
    return objeto


def _tramos_de_bloque(bloque: BloqueDeTexto) -> Iterator[Tramo]:
    """Los tramos que un hueco escribe de un párrafo de Markdown."""
    if bloque.marca:
        yield f"{bloque.marca} "
    for trozo in bloque.trozos:
        # Un párrafo de las cifras puede remitir a otra parte, que aquí no se numera.
        texto = sin_remisiones(trozo.texto)
        if trozo.negrita or trozo.cursiva:
            yield Enfasis(texto, trozo.negrita, trozo.cursiva)
        else:
            yield from tramos_con_enlaces(texto)
