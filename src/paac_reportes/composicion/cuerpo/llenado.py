"""Un cuerpo en Word con los datos puestos: lo que el árbol de cada parte pide al redactarse.

``Llenado`` da los filtros de esos árboles: de qué se habla en cada vuelta de lo que se repite, y el
XML de cada hueco. Lo que se repite no comparte con su copia ni nota ni marcador.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import lru_cache, partial
from itertools import count
from operator import itemgetter
from typing import Any
from urllib.parse import quote, unquote

import attrs

from paac_reportes.analisis.metodologia import DE_COLUMNA, Medida
from paac_reportes.composicion.aspecto import puede_llevar_enlaces, tramos_con_enlaces
from paac_reportes.composicion.variables import AUSENTE, RedaccionDePlantilla
from paac_reportes.errores import ErrorDeFormato, Falla
from paac_reportes.expresiones import expresion
from paac_reportes.formatos.cuerpo.alrededor import DESCRITOS, sueltos
from paac_reportes.formatos.cuerpo.huecos import leer_hueco, partes_de
from paac_reportes.formatos.cuerpo.parrafos import EnSuLugar
from paac_reportes.formatos.cuerpo.plano import CAMBIA
from paac_reportes.formatos.cuerpo.revision import Mirado
from paac_reportes.formatos.definicion.esquema import DatosDelEsquema
from paac_reportes.formatos.definicion.filas import FILA_LIBRE
from paac_reportes.maqueta.contenido import PREFIJO_DE_MARCA, Enfasis, Enlace, Tramo
from paac_reportes.modelo.recorrer import (
    Parada,
    Rama,
    contenidos_de,
    recorrer,
    todos_los_contenidos,
)
from paac_reportes.modelo.temas import con_los_que_lleva
from paac_reportes.opc.xml import Elemento, W, entero, lleno
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
_CAMPOS = {Numero.PAGINA: " PAGE ", Numero.PAGINAS: " NUMPAGES "}


@attrs.define(eq=False)
class Ambito:
    """Ámbito: de qué se habla en un lugar del cuerpo, los objetos por su raíz, ``tramite``."""

    redaccion: RedaccionDePlantilla
    lugar: Parada | None = None
    objetos: Mapping[str, Any] = attrs.Factory(dict)


Poner = Callable[[Elemento, str, Ambito], int]
_Bloque = tuple[list[Tramo], int]
"""Los tramos de un bloque de Markdown, y su nivel en una lista: 0 si es un párrafo."""


class Llenado:
    """Llena las partes de un cuerpo con un contenido."""

    def __init__(  # noqa: PLR0913 - lo que se llena, y con qué
        self,
        mirado: Mirado,
        *,
        contenido: Any,
        corte: date | None,
        filas: Sequence[Mapping[str, Any]] = (),
        redaccion: RedaccionDePlantilla,
        poner: "Poner",
    ) -> None:
        """Guarda lo que se llena, ``mirado``, y los datos con que se llena.

        ``contenido``: el plan o el mapa; ``filas``: las propias, de un formato que las recorre;
        ``redaccion``: la de los textos que no van en una repetición; ``poner``: la función que
        da el número del bloque que se pone en una sección.
        """
        self._principal = mirado.word.principal
        self._mirado, self._raices = mirado, mirado.principal.nombres.raices
        self._contenido, self._corte, self._filas = contenido, corte, filas
        self._contenidos = [contenido, *(llevado for _, llevado in con_los_que_lleva(contenido))]
        self._poner, self._pasos, self._huecos = poner, mirado.pasos.pasos, mirado.pasos.huecos
        self._numeros, self._repetidos = Numeros(), 0
        self.marcas = MarcasDeDatos(contenido)
        variables = {**dict.fromkeys(self._raices.ramas, AUSENTE), **redaccion.variables}
        self._de_todo = Ambito(attrs.evolve(redaccion, variables=variables))
        self._nuevos: dict[str, dict[str, str]] = {}
        filtros = {nombre: getattr(self, f"_{nombre}") for nombre in _FILTROS}
        self._redactores = Redactores(filtros, self._en_palabras)

    def parte(self, nombre: str) -> Elemento:
        """El XML de una parte del Word, ya lleno."""
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
            texto_lleno = "".join(
                fijo + (redactar(leer_hueco(hueco).plantilla) if hueco else "")
                for fijo, hueco in partes_de(texto)
            )
            if atributo:
                elemento.set(atributo, texto_lleno)
            else:
                elemento.text = texto_lleno

    def nuevos(self, parte: str) -> Mapping[str, str]:
        """Clave de la relación que a una parte se le agregó, por la dirección: ``paacEnlace1``."""
        return self._nuevos.get(parte, {})

    def _en_palabras(self, paso: int) -> str:
        """El hueco de un paso, para decir cuál no se dejó redactar; vacío si el paso no tiene."""
        _, hueco = self._pasos[paso].hueco_numerado or (0, None)
        return "" if hueco is None else str(hueco.texto)

    # -------------------------------------------------------------- de qué se habla

    def _cada(self, _valor: object, paso: int, ambito: Ambito) -> list[tuple[Any, ...]]:
        """Las vueltas de ``{{ cada actividad }}``, una por objeto: ``(ámbito, hay, *valores)``.

        ``hay``: si hubo algún objeto; sin ninguno se da una sola vuelta, con el mismo ámbito.
        ``valores``: los de los nombres que la repetición usa, en su orden. ``paso``: el número de
        la instrucción. Falla si las repeticiones del cuerpo suman más de ``_REPETIDOS`` párrafos.
        """
        repeticion = self._pasos[paso].dato
        raiz = repeticion.raiz
        vueltas, hay_objetos = self._vueltas(raiz, ambito), True
        if vueltas is None:
            # Un plan sin dependencias no tiene qué nombrar, pero lo de adentro no se pierde.
            vueltas, hay_objetos = [ambito], False
        self._repetidos += len(vueltas) * len(repeticion.elementos)
        if self._repetidos > _REPETIDOS:
            motivo = (
                f"lo que se repite da más de {con_miles(_REPETIDOS)} filas y párrafos, y Word no"
                f" los muestra: revise qué va dentro de lo que se repite por cada {raiz!r}, que son"
                f" {con_miles(len(vueltas))}"
            )
            raise ErrorDeFormato(Falla("formato_incoherente", "cuerpo", motivo))
        # De un solo nombre no daría una tupla: se le pide además el corte, que se quita.
        valores = itemgetter(*repeticion.nombres, "corte")
        return [(v, hay_objetos, *valores(v.redaccion.variables)[:-1]) for v in vueltas]

    def _vueltas(self, raiz: str, ambito: Ambito) -> list[Ambito] | None:
        """Un ámbito por objeto de ese nombre; ``None`` si no hay, y sí de los que irían dentro."""
        if raiz == FILA_LIBRE:
            return [self._ambito(ambito, {FILA_LIBRE: fila}, None) for fila in self._filas]
        lugares = self._lugares(raiz, ambito)
        if not lugares and not self._lleva(raiz):
            # Si hay de lo que iría dentro (componentes, sin dependencias), nadie la lleva.
            interiores = (otra for otra, fuera in self._raices.afuera.items() if raiz in fuera)
            if any(map(self._lleva, interiores)):
                return None
        return [self._ambito(ambito, lugar.objetos, lugar) for lugar in lugares]

    def _ambito(self, ambito: Ambito, objetos: Mapping[str, Any], parada: Parada | None) -> Ambito:
        """El ámbito de unos objetos dentro de otro, con sus seguimientos del corte."""
        nuevos = {**objetos, **self._reporte_de_cada_raiz(objetos)}
        todos = {**ambito.objetos, **nuevos}
        return Ambito(ambito.redaccion.con(**nuevos), parada or ambito.lugar, todos)

    def _lugares(self, raiz: str, ambito: Ambito) -> list[Parada]:
        """Dónde están los objetos de ese nombre: en el más cercano que los lleva, o en todo."""
        dentro: Parada | None = ambito.lugar
        while dentro is not None:
            ramas = _ramas(dentro.contenido.clase, raiz)
            if ramas:
                return self._del_periodo(recorrer(dentro, *ramas), raiz)
            dentro = dentro.dentro_de
        return self._en_todo_el_contenido(raiz)

    def _en_todo_el_contenido(self, raiz: str) -> list[Parada]:
        """Dónde están en todo el contenido, o en el mapa que lleve, los objetos de ese nombre.

        ``raiz``: «actividad», «riesgo».
        """
        for contenido in self._contenidos:
            clase: type = type(contenido)
            if ramas := _ramas(clase, raiz):
                return self._del_periodo(recorrer(contenido, *ramas), raiz)
        return []

    def _del_periodo(self, lugares: list[Parada], raiz: str) -> list[Parada]:
        """Lugares del corte, de los que se dan; si son los reportes mismos, también los anteriores.

        ``raiz``: cómo se nombra lo que se recorre, «actividad» o «seguimiento».
        """
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

    def _reporte_de_cada_raiz(self, objetos: Mapping[str, Any]) -> dict[str, Any]:
        """El reporte en el corte del objeto que lo lleva, por su nombre: ``{"seguimiento": …}``.

        ``objetos`` son los de un ámbito: ``{"actividad": …}``; ``None`` si uno no tiene reporte.
        """
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
        """El XML de lo que un hueco dice, con sus enlaces y la marca del dato que muestra.

        ``numero``: el del hueco. Un :class:`Numero` es el de la página, que calcula Word.
        """
        sitio = self._huecos[numero]  # el hueco, con la letra y la parte en que va
        if isinstance(valor, Numero):
            xml = _campo(_CAMPOS[valor], sitio.letra)
        elif sitio.hueco.es_markdown:
            renglones = self._en_bloques(valor, sitio, ambito)
            tramos = [t for n, (trozo, _) in enumerate(renglones) for t in ("\n" * (n > 0), *trozo)]
            xml = self._con_enlaces(tramos, sitio)
        else:
            texto = self._texto_de(valor, sitio, ambito)
            en_enlaces = puede_llevar_enlaces(texto)
            xml = self._con_enlaces([texto], sitio) if en_enlaces else corrida(texto, sitio.letra)
        # Un encabezado se lee como se ve.
        dato = sitio.hueco.dato if sitio.parte == self._principal else None
        marca = self.marcas.nombre_de(dato, ambito) if dato else ""
        if not marca:
            return EnXml(xml)
        self._numeros.marcas += 1
        empieza = f'<w:bookmarkStart w:id="{self._numeros.marcas}" w:name="{marca}"/>'
        return EnXml(f'{empieza}{xml}<w:bookmarkEnd w:id="{self._numeros.marcas}"/>')

    def _con_enlaces(self, tramos: Sequence[Tramo], sitio: EnSuLugar) -> str:
        """El XML de unos tramos de texto; en el cuerpo, con las direcciones que traen enlazadas.

        ``sitio``: el hueco, con su letra y su parte.
        """
        con_enlaces: list[Tramo] = []
        for tramo in tramos:
            se_enlaza = isinstance(tramo, str) and sitio.parte == self._principal
            con_enlaces += tramos_con_enlaces(str(tramo)) if se_enlaza else [tramo]
        relacionar = None if sitio.en_enlace else partial(self._clave, sitio.parte)
        return "".join(_corridas_de(tramo, sitio.letra, relacionar) for tramo in con_enlaces)

    def _texto_de(self, valor: object, sitio: EnSuLugar, ambito: Ambito) -> str:
        """El texto de un valor; anota, para los avisos, qué datos del contenido muestra."""
        raiz, campo = sitio.hueco.dato or ("", "")
        if type(valor) is str and campo and "." not in campo:  # lo de casi todos
            ambito.redaccion.anotar(f"{raiz}.{campo}", ambito.redaccion.variables[raiz])
            return valor
        texto = sin_remisiones(str(escribible(valor)))
        ambito.redaccion.anotar_texto(sitio.hueco.plantilla, texto)
        return texto

    def _clave(self, parte: str, direccion: str) -> str:
        """La clave de la relación de una parte que lleva a una dirección."""
        nuevos = self._nuevos.setdefault(parte, {})
        return nuevos.setdefault(direccion, f"paacEnlace{len(nuevos) + 1}")

    def _enlace(self, valor: object, numero: int, ambito: Ambito) -> str:
        """La clave de la relación con la dirección que un hueco de enlace dice, o con ninguna.

        ``numero``: el del hueco.
        """
        sitio = self._huecos[numero]
        direccion = quote(self._texto_de(valor, sitio, ambito).strip(), safe=_DE_UNA_DIRECCION)
        if " " not in unquote(direccion) and not _CON_ESQUEMA.match(direccion):
            direccion = f"https://{direccion}"
        return self._clave(sitio.parte, direccion if _DE_LA_WEB.match(direccion) else "#")

    # -------------------------------------------------------------- textos de varios párrafos

    def _bloques(self, valor: object, numero: int, ambito: Ambito) -> list[tuple[_Bloque, bool]]:
        """Por párrafo de un texto en Markdown, sus tramos y su sangría, y si es el primero."""
        bloques = self._en_bloques(valor, self._huecos[numero], ambito) or [([], 0)]
        return [(bloque, bloque is bloques[0]) for bloque in bloques]

    def _bloque(self, bloque: _Bloque, numero: int, _ambito: Ambito) -> EnXml:
        return EnXml(self._con_enlaces(bloque[0], self._huecos[numero]))

    def _sangria(self, bloque: _Bloque, paso: int, _ambito: Ambito) -> EnXml:
        """La sangría del párrafo de un bloque de Markdown: la suya o la de su nivel en la lista."""
        _, nivel = bloque
        if not nivel:
            return EnXml(self._pasos[paso].dato)
        # Con la viñeta colgando, según cuántas listas adentro.
        return EnXml(f'<w:ind w:left="{_SANGRIA * nivel}" w:hanging="{_SANGRIA // 2}"/>')

    def _en_bloques(self, valor: object, suyo: EnSuLugar, ambito: Ambito) -> list[_Bloque]:
        """Los tramos y el nivel de cada bloque de un valor en Markdown, que se anota mostrado."""
        texto = str(en_markdown(valor))
        ambito.redaccion.anotar_texto(suyo.hueco.plantilla, en_claro(texto))
        return [([*_tramos_de_bloque(bloque)], bloque.nivel) for bloque in leer_markdown(texto)]

    def _renglones(self, valor: object) -> object:
        """El texto de un dato que son varios, uno por renglón."""
        return "\n".join(map(como_texto, valor)) if isinstance(valor, tuple) else valor

    def _puesto(self, _valor: object, paso: int, ambito: Ambito) -> EnXml:
        """La señal de dónde van los bloques de un ``poner``, que ya quedan compuestos."""
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
        """El resultado de una cuenta, ``("suma", "actividad.avance")``, en los objetos del ámbito.

        Si ``se_ve``, anota lo que muestra y lo que no es un número. ``None`` si no hay de qué.
        """
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
"""Filtros que los árboles llaman: de cada uno, el método de ``Llenado`` con ``_`` delante."""


@lru_cache(maxsize=256)
def _ramas(clase: type, raiz: str) -> list[Rama]:
    """Las listas de una clase, y de las que lleva, que guardan objetos de ese nombre.

    ``raiz``: «actividad».
    """
    return [
        rama
        for rama in dict.fromkeys(todos_los_contenidos(clase))
        if rama.es_lista and rama.raiz == raiz
    ]


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


# -------------------------------------------------------------- en XML
# Lo que un hueco dice, como XML de Word: corridas, saltos, enlaces, campos y marcas.

_QUIEBRES = expresion(r"(\r\n|\n|\r|\t)")
_ORDEN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
)
"""Orden en que Word exige las propiedades de una letra."""
_SANGRIA = 360
"""Veinteavos de punto por lista."""


def en_xml(texto: str) -> str:
    """Un texto como va dentro de un elemento o de un atributo."""
    if "&" in texto or "<" in texto or ">" in texto or '"' in texto:
        texto = texto.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return texto.replace('"', "&quot;")
    return texto


def corrida(texto: str, letra: str) -> str:
    """Una corrida con un texto y sus saltos; ``letra``: sus propiedades, en XML.

    Vacía si no hay texto.
    """
    if not texto:
        return ""
    if "\n" in texto or "\t" in texto or "\r" in texto:
        dentro = "".join(map(_pedazo, filter(None, _QUIEBRES.split(texto))))
    else:
        dentro = f'<w:t xml:space="preserve">{en_xml(texto)}</w:t>'
    return f"<w:r>{letra}{dentro}</w:r>"


def _pedazo(pedazo: str) -> str:
    """El XML de un trozo de texto: un tabulador, un salto o letras."""
    if pedazo == "\t":
        return "<w:tab/>"
    es_salto = pedazo in {"\n", "\r", "\r\n"}
    return "<w:br/>" if es_salto else f'<w:t xml:space="preserve">{en_xml(pedazo)}</w:t>'


def _corridas_de(tramo: Tramo, letra: str, relacionar: Callable[[str], str] | None) -> str:
    """Las corridas de un tramo; sin ``relacionar``, lo enlazado va como texto."""
    match tramo:
        case str():
            return corrida(tramo, letra)
        case Enlace():
            if relacionar is None:
                return corrida(tramo.texto, letra)
            azul = _con_letra(_con_letra(letra, "color", "0563C1"), "u", "single")
            dentro = corrida(tramo.texto, azul)
            clave = relacionar(tramo.direccion)
            return f'<w:hyperlink r:id="{clave}" w:history="1">{dentro}</w:hyperlink>'
        case Enfasis():
            for marca, lo_lleva in (("b", tramo.negrita), ("i", tramo.cursiva)):
                letra = _con_letra(letra, marca) if lo_lleva else letra
            return corrida(tramo.texto, letra)
    raise TypeError(f"no se sabe escribir {tramo!r}")


def _campo(instruccion: str, letra: str) -> str:
    """El XML de un campo de Word, que dice 1 hasta que el programa lo calcula.

    ``letra``: el XML de sus propiedades de letra.
    """
    piezas = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{instruccion}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{letra}{pieza}</w:r>" for pieza in piezas)


_ABRE = expresion(r"<(?:w:)?(?P<etiqueta>\w+)")


def _con_letra(letra: str, propiedad: str, valor: str = "") -> str:
    """Unas propiedades de letra con una más, en el orden que Word exige."""
    adentro = letra.partition(">")[2].rpartition("<")[0]
    adentro = re.sub(rf"<w:{propiedad}\b[^>]*+/>", "", adentro)
    nueva = f'<w:{propiedad} w:val="{valor}"/>' if valor else f"<w:{propiedad}/>"
    anteriores = _ORDEN[: _ORDEN.index(propiedad)]
    siguientes = (abre for abre in _ABRE.finditer(adentro) if abre["etiqueta"] not in anteriores)
    lugar = next((abre.start() for abre in siguientes), len(adentro))
    return f"<w:rPr>{adentro[:lugar]}{nueva}{adentro[lugar:]}</w:rPr>"


# -------------------------------------------------------------- marcas
# Alrededor de cada dato que va a la letra hay un marcador de Word que no se ve: su nombre dice cuál
# dato es y de quién, y el esquema del archivo, cómo se llaman esos datos. Así un renglón puede ir
# en una tabla, en un párrafo o en una celda con otras palabras, y su dato se halla sin adivinar.

_CABEN = 40
"""Letras que Word admite en el nombre de un marcador."""


class MarcasDeDatos:
    """Las marcas de los datos de un documento, que se dan según se llenan sus huecos."""

    def __init__(self, contenido: Any) -> None:
        self._contenido = contenido
        self._breves: dict[int, str | None] = {}
        """El lugar en breve, ``d0c1``, de cada objeto; del que está en dos no se sabe cuál."""
        self._breves[id(contenido)] = ""
        for parada in recorrer(contenido):
            clave = id(parada.objeto)
            self._breves[clave] = None if clave in self._breves else parada.breve
        self._datos: dict[tuple[str, str], int] = {}
        """El número de cada dato que se marcó, ``("actividad", "meta")``, en su orden."""
        self._veces: dict[str, int] = {}
        """Cuántas marcas llevan cada nombre, ``h1_d0c1``: la segunda termina en ``__2``."""

    def nombre_de(self, dato: "tuple[str, str]", ambito: "Ambito") -> str:
        """El nombre de la marca de un dato, con número y lugar; vacío si no se lee de vuelta."""
        raiz, campo = dato
        if raiz in ambito.objetos:
            objeto = ambito.objetos[raiz]
        elif isinstance(objeto := getattr(self._contenido, raiz, None), int | str):
            objeto = self._contenido  # un dato suyo
        breve = self._breves.get(id(objeto))
        if breve is None or (campo[:7] == "extras." and not _se_lee_igual(objeto, campo)):
            return ""
        numero = self._datos.setdefault(dato, len(self._datos) + 1)
        nombre = f"{PREFIJO_DE_MARCA}h{numero}_{breve}"
        veces = self._veces[nombre] = self._veces.get(nombre, 0) + 1
        if veces > 1:
            nombre = f"{nombre}__{veces}"
        return nombre if len(nombre) <= _CABEN else ""

    @property
    def en_el_esquema(self) -> DatosDelEsquema | None:
        """Cuántas marcas hay, y cómo se llama cada dato, en su orden; ``None`` si no hay."""
        if not self._veces:
            return None
        nombres = tuple(f"{raiz}.{campo}" if campo else raiz for raiz, campo in self._datos)
        return DatosDelEsquema(cuantos=len(self._veces), nombres=nombres)


def _se_lee_igual(objeto: Any, campo: str) -> bool:
    """Si el texto de un extra basta para leerlo: del que es un número no se sabe."""
    return isinstance(objeto.extras.get(campo.removeprefix("extras.")), str)


# -------------------------------------------------------------- lo que Word pide
# Números de uno solo y párrafos debidos.

_EMPIEZA, _ID = f"{W}bookmarkStart", f"{W}id"
_TABLA, _FILA, _CELDA, _P = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"
_ESPACIOS = {"w": W[1:-1]}
_PIDEN_PARRAFO = {
    *(_CELDA, f"{W}hdr", f"{W}ftr", f"{W}txbxContent", f"{W}footnote", f"{W}endnote"),
}
PUESTO = "{urn:paac-reportes}puesto"


class Numeros:
    """Los números que ya tienen dueño en un documento."""

    def __init__(self) -> None:
        self.marcas = 0
        self._nombres: set[str] = set()
        self._de_dibujos: set[str] = set()

    def terminar(self, raiz: Elemento) -> None:
        """Deja una parte llena como Word la pide: párrafos, marcadores y dibujos con su número."""
        cambiados = raiz.xpath(f"//*[@{CAMBIA}]")
        for contenedor in sorted(cambiados, key=lambda elemento: elemento.tag != _TABLA):
            del contenedor.attrib[CAMBIA]
            _con_parrafos_debidos(contenedor)
        self._numerar_marcadores(raiz)
        for dibujo in raiz.iter(DESCRITOS):
            while dibujo.get("id") in self._de_dibujos:
                dibujo.set("id", str(len(self._de_dibujos) + 1_000))
            self._de_dibujos.add(dibujo.get("id"))

    def _numerar_marcadores(self, raiz: Elemento) -> None:
        """Da a cada marcador del Word un número propio.

        Quita el de una copia y el que no se cierra.
        """
        abiertos: dict[str, Elemento] = {}
        sobran: list[Elemento] = []
        for marca in raiz.xpath(_SIN_NUMERO, namespaces=_ESPACIOS):
            abierta = abiertos.pop(marca.get(_ID), None)
            if marca.tag == _EMPIEZA:
                sobran += [] if abierta is None else [abierta]
                abiertos[marca.get(_ID)] = marca
            elif abierta is None:
                sobran.append(marca)
            else:
                self.marcas += 1
                for lado in (abierta, marca):
                    lado.set(_ID, str(self.marcas))
                es_de_copia = abierta.get(f"{W}name") in self._nombres
                sobran += [abierta, marca] if es_de_copia else []
                self._nombres.add(abierta.get(f"{W}name"))
        for marca in (*sobran, *abiertos.values()):  # un lado sin el otro
            marca.getparent().remove(marca)


_SIN_NUMERO = "//w:bookmarkStart[starts-with(@w:id,'e')] | //w:bookmarkEnd[starts-with(@w:id,'e')]"


def _con_parrafos_debidos(contenedor: Elemento) -> None:
    """Agrega los párrafos que Word pide: entre dos tablas y al final de una celda."""
    if contenedor.tag == _TABLA and contenedor.find(_FILA) is None:  # sin filas no es una tabla
        contenedor.getparent().remove(contenedor)
    for tabla in contenedor.findall(_TABLA):
        siguiente = tabla.getnext()
        if siguiente is None or siguiente.tag in {_TABLA, f"{W}sectPr"}:
            tabla.addnext(contenedor.makeelement(_P))
    dice_algo = any(hijo.tag in {_P, _TABLA, PUESTO} for hijo in contenedor)
    es_celda_sin_final = contenedor.tag == _CELDA and contenedor[-1].tag != _P
    if contenedor.tag in _PIDEN_PARRAFO and (es_celda_sin_final or not dice_algo):
        contenedor.append(contenedor.makeelement(_P))


def repartir_notas(documento: Elemento, notas: Elemento, llama: str) -> None:
    """Deja una nota por llamada: de la que se repite, una copia, y ninguna de la que nadie llama.

    ``llama``: la clase del elemento que la llama.
    """
    de_clave = {nota.get(_ID): nota for nota in notas if not nota.get(f"{W}type")}
    libres = count(max((entero(nota.get(_ID)) for nota in notas), default=0) + 1)
    usadas: set[str | None] = set()
    for llamada in documento.iter(llama):
        clave = llamada.get(_ID)
        if clave in usadas and clave in de_clave:
            copia, nueva = deepcopy(de_clave[clave]), str(next(libres))
            notas.append(copia)
            for lado in (llamada, copia):
                lado.set(_ID, nueva)
        usadas.add(clave)
    for clave in de_clave.keys() - usadas:
        notas.remove(de_clave[clave])
