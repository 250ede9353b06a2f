"""Un PDF firmado, por sus revisiones: la primera, y si las demás no traen más que firmas.

Lo que se sabe de un PDF (lo que dice su acta) se sabe de su primera revisión: firmarlo agrega
otras. Quien comprueba un PDF hace dos cosas, y las dos hacen falta::

    revisiones = revisiones_de(contenido)
    es_la_emitida = sha256(revisiones.primera).hexdigest() == el_que_dice_el_acta
    es_la_emitida and revisiones.solo_firmas  # dice lo mismo
    revisiones.diferencias  # si hay una, es distinto, aunque la primera sea la emitida
    revisiones.dudas  # si sólo hay dudas, no se puede afirmar

Sin la primera comparación nada de esto prueba algo: cualquiera puede escribir una primera revisión
con su firma. De quién es la firma, y si su certificado es de confianza, no se juzga aquí; sí que
sea íntegra y que cubra el archivo hasta el fin de su revisión.
"""

import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.firma.apariencia import IMPRESA_Y_FIJA
from paac_reportes.firma.danado import MAL_ESCRITO
from paac_reportes.prueba.firmas_de_pdf import dudas_del_recuadro, por_que_no_vale
from paac_reportes.prueba.objetos_de_pdf import Forma, alcanzados, dado, forma
from paac_reportes.prueba.tramos_de_pdf import fines, flujos_de_objetos, lo_que_sobra


@clases.frozen
class Revisiones:
    """La primera revisión de un PDF, y qué traen las que le siguen."""

    primera: bytes
    """El archivo como era antes de que se le agregara nada."""
    cuantas: int
    """Con la primera: 1 si no se le ha agregado nada."""
    diferencias: tuple[str, ...] = ()
    """Lo que las demás traen y no es una firma, su campo, su DSS o un sello de tiempo."""
    dudas: tuple[str, ...] = ()
    """Lo que es de una firma y no se sabe qué muestra: un recuadro que no es el de la casa."""

    @property
    def solo_firmas(self) -> bool:
        """Si lo agregado no cambia nada de lo que la primera dice."""
        return not self.diferencias and not self.dudas


def revisiones_de(contenido: bytes) -> Revisiones:
    """Las revisiones de un PDF; ``ErrorDeEntrada`` si no se deja leer por ellas.

    Con dos firmas son tres: la emitida, que no se juzga, y cada una de las otras con la anterior.
    """
    try:
        lector = PdfFileReader(io.BytesIO(contenido), strict=True)
        cifrado = lector.encrypted
        finales = fines(contenido, lector)
    except MAL_ESCRITO as error:
        motivo = "el PDF está mal escrito o incompleto"
        raise ErrorDeEntrada(Falla("archivo_danado", "", motivo)) from error
    if cifrado:
        raise ErrorDeEntrada(Falla("archivo_cifrado", "", "pide contraseña"))
    diferencias = [*lo_que_sobra(contenido, lector)]
    dudas: list[str] = []
    for numero in range(1, len(finales)):
        juicio = _Juicio(lector, numero, contenido[: finales[numero - 1]])
        try:
            de_la_revision = [*juicio.diferencias()]
        except MAL_ESCRITO:
            de_la_revision = ["trae objetos que no son lo que deben"]
        diferencias += (f"revisión {numero + 1}: {diferencia}" for diferencia in de_la_revision)
        dudas += (f"revisión {numero + 1}: {duda}" for duda in juicio.dudas)
    return Revisiones(contenido[: finales[0]], len(finales), tuple(diferencias), tuple(dudas))


_Clave = tuple[int, int]
"""El número y la generación de un objeto."""

_DE_LA_TABLA = frozenset(
    {"/Size", "/Prev", "/ID", "/Type", "/W", "/Index", "/Filter", "/DecodeParms", "/Length"}
)
"""Del final de una revisión, lo que dice dónde está cada objeto."""
_DEL_CAMPO = frozenset(
    {"/Type", "/Subtype", "/FT", "/T", "/TU", "/V", "/F", "/Rect", "/P", "/AP", "/StructParent"}
)
_DE_LA_FIRMA = frozenset(
    {
        *("/Type", "/Filter", "/SubFilter", "/Contents", "/ByteRange", "/M", "/Name", "/Reason"),
        *("/Location", "/ContactInfo", "/Cert", "/Prop_Build", "/Prop_AuthTime", "/Prop_AuthType"),
    }
)
_DEL_DSS = frozenset({"/Type", "/VRI", "/Certs", "/OCSPs", "/CRLs"})
_DE_LA_VRI = frozenset({"/Type", "/Cert", "/OCSP", "/CRL", "/TU", "/TS"})
_DE_UN_FLUJO = frozenset({"/Filter", "/DecodeParms", "/Length"})


class _Juicio:
    """Lo que una revisión le hace a la anterior."""

    def __init__(self, lector: PdfFileReader, numero: int, anterior: bytes) -> None:
        self._lector = lector
        self._anterior = anterior
        self._numero = numero
        self._antes: HistoricalResolver = lector.get_historical_resolver(numero - 1)
        self._despues: HistoricalResolver = lector.get_historical_resolver(numero)
        self._explicados: set[_Clave] = set()
        """Los objetos de la revisión que son de una firma, y sólo cambian lo que ella pide."""
        self._formas: list[_Clave] = []
        self.dudas: list[str] = []

    def diferencias(self) -> Iterator[str]:
        """Lo que trae y no es de una firma."""
        yield from self._del_final()
        yield from self._del_catalogo()
        for campo in self._campos_nuevos():
            yield from self._del_campo(campo)
        yield from self._sin_explicar()

    # -------------------------------------------------------------- el final y lo que queda

    def _del_final(self) -> Iterator[str]:
        antes, despues = self._antes.trailer_view, self._despues.trailer_view
        if _otras_que(antes, despues, _DE_LA_TABLA):
            yield "el final del archivo nombra otros objetos"
        if forma(antes["/ID"][0]) != forma(despues["/ID"][0]):
            yield "el identificador del archivo es otro"
        if self._lector.xrefs.refs_freed_in_revision(self._numero):
            yield "quita objetos que había"

    def _sin_explicar(self) -> Iterator[str]:
        """Los objetos agregados o redefinidos que ninguna firma necesita."""
        ocultos = {uno for uno in self._de_la_tabla() if not self._habia_ese(*uno)}
        for referencia in sorted(
            self._lector.xrefs.explicit_refs_in_revision(self._numero),
            key=lambda referencia: referencia.idnum,
        ):
            clave = (referencia.idnum, referencia.generation)
            nuevo = self._despues.get_object(referencia)
            if clave in self._explicados or clave in ocultos:
                continue
            if self._habia(referencia):
                if forma(self._antes.get_object(referencia)) != forma(nuevo):
                    yield f"redefine el objeto {referencia.idnum}{_de_que(nuevo)}"
            else:
                yield f"agrega el objeto {referencia.idnum}{_de_que(nuevo)}, que no es de una firma"

    def _de_la_tabla(self) -> Iterator[_Clave]:
        """Los flujos en que van la tabla de referencias y otros objetos: no dicen nada."""
        referencias = self._lector.xrefs
        tabla = referencias.get_xref_container_info(self._numero).stream_ref
        if tabla is not None:
            yield tabla.idnum, tabla.generation
        yield from ((cual, 0) for cual in flujos_de_objetos(self._lector, self._numero))

    def _habia_ese(self, numero: int, generacion: int) -> bool:
        return self._habia(IndirectObject(numero, generacion, self._lector).reference)

    def _habia(self, referencia: Any) -> bool:
        return self._lector.xrefs.get_historical_ref(referencia, self._numero - 1) is not None

    def _explicar(self, referencia: Any) -> None:
        if isinstance(referencia, IndirectObject):
            self._explicados.add((referencia.idnum, referencia.generation))

    # -------------------------------------------------------------- el catálogo

    def _del_catalogo(self) -> Iterator[str]:
        antes, despues = self._antes.root, self._despues.root
        self._explicar(self._despues.trailer_view.raw_get("/Root"))
        if _otras_que(antes, despues, _DEL_CATALOGO):
            yield "cambia el catálogo del documento"
        if "/Extensions" in despues and (alcanzados(despues["/Extensions"])):
            yield "cambia las extensiones que el documento declara"
        yield from self._del_formulario(dado(antes, "/AcroForm"), dado(despues, "/AcroForm"))
        if "/DSS" in despues:
            self._explicar(despues.raw_get("/DSS"))
            yield from self._del_dss(despues["/DSS"])

    def _del_formulario(self, antes: Any, despues: Any) -> Iterator[str]:
        if despues is None:
            if antes is not None:
                yield "quita el formulario"
            return
        vacio = DictionaryObject()
        self._explicar(self._despues.root.raw_get("/AcroForm"))
        self._explicar(despues.raw_get("/Fields"))
        if _otras_que(antes or vacio, despues, _DEL_FORMULARIO):
            yield "cambia el formulario"
        banderas = dado(despues, "/SigFlags", 0)
        if banderas not in _BANDERAS:
            yield "cambia las banderas del formulario"
        habia = [forma(uno) for uno in dado(antes or vacio, "/Fields", ())]
        if [forma(uno) for uno in despues["/Fields"]][: len(habia)] != habia:
            yield "quita o mueve campos del formulario"

    def _campos_nuevos(self) -> list[Any]:
        antes, despues = (dado(una.root, "/AcroForm") for una in (self._antes, self._despues))
        if despues is None:
            return []
        cuantos = len(antes["/Fields"]) if antes is not None else 0
        return [*despues["/Fields"]][cuantos:]

    def _del_dss(self, dss: DictionaryObject) -> Iterator[str]:
        """Certificados y respuestas de revocación: flujos que ninguna página muestra."""
        if not dss.keys() <= _DEL_DSS:
            yield "el DSS trae algo que no es de él"
        por_firma = dado(dss, "/VRI", DictionaryObject())
        self._explicar(dss.raw_get("/VRI") if "/VRI" in dss else None)
        for clave in por_firma:
            self._explicar(por_firma.raw_get(clave))
            datos_de_la_firma = por_firma[clave]
            if (
                isinstance(datos_de_la_firma, DictionaryObject)
                and not datos_de_la_firma.keys() <= _DE_LA_VRI
            ):
                yield "el DSS trae algo que no es de él"
        for referencia in _referencias(dss, por_firma):
            objeto = referencia.get_object()
            if isinstance(objeto, StreamObject):
                if not objeto.keys() <= _DE_UN_FLUJO:
                    yield "el DSS trae algo que no es de él"
                self._explicar_si_es_nuevo(referencia)
            elif isinstance(objeto, ArrayObject):
                self._explicar(referencia)

    def _explicar_si_es_nuevo(self, referencia: IndirectObject) -> None:
        if not self._habia(referencia.reference):
            self._explicar(referencia)

    # -------------------------------------------------------------- el campo de una firma

    def _del_campo(self, referencia: Any) -> Iterator[str]:
        if not isinstance(referencia, IndirectObject) or self._habia(referencia.reference):
            yield "el campo agregado ya era otra cosa"
            return
        campo = self._despues.get_object(referencia.reference)
        if (campo["/FT"], dado(campo, "/Subtype")) != ("/Sig", "/Widget"):
            yield "agrega un campo que no es de una firma"
            return
        if not campo.keys() <= _DEL_CAMPO or "/V" not in campo or "/P" not in campo:
            yield "el campo de la firma trae algo que no es de ella, o le falta"
            return
        self._explicar(referencia)
        yield from self._de_la_firma(campo)
        yield from self._de_la_pagina(campo, referencia)
        if "/StructParent" in campo:
            yield from self._de_la_estructura(campo, referencia)
        yield from self._de_lo_que_se_ve(campo)

    def _de_la_firma(self, campo: DictionaryObject) -> Iterator[str]:
        self._explicar(campo.raw_get("/V"))
        firma = campo["/V"]
        if not firma.keys() <= _DE_LA_FIRMA or alcanzados(firma):
            yield "la firma trae algo que no es de ella"
        elif motivo := por_que_no_vale(self._lector, str(campo["/T"]), self._numero):
            yield motivo

    def _de_la_pagina(self, campo: DictionaryObject, referencia: IndirectObject) -> Iterator[str]:
        """La página de la firma, que no cambia sino en que la lleva entre sus anotaciones."""
        donde = campo.raw_get("/P").reference
        if not self._habia(donde):
            yield "agrega una página"
            return
        antes, despues = self._antes.get_object(donde), self._despues.get_object(donde)
        habia = [forma(una) for una in dado(antes, "/Annots", ())]
        hay = [forma(una) for una in dado(despues, "/Annots", ())]
        campos_nuevos = [forma(uno) for uno in self._campos_nuevos()]
        agregadas = hay[len(habia) :]
        de_mas = [una for una in agregadas if una not in campos_nuevos]
        if hay[: len(habia)] != habia or de_mas or forma(referencia) not in agregadas:
            yield "agrega, quita o mueve anotaciones"
        if _otras_que(antes, despues, frozenset({"/Annots"})):
            yield "cambia la página de la firma"
        self._explicar(campo.raw_get("/P"))
        self._explicar(despues.raw_get("/Annots"))

    def _de_lo_que_se_ve(self, campo: DictionaryObject) -> Iterator[str]:
        caja = [float(uno) for uno in campo["/Rect"]]
        if caja[0] == caja[2] or caja[1] == caja[3]:
            if "/AP" in campo:
                yield "la firma no se ve, y trae qué mostrar"
            return
        if set(campo["/AP"].keys()) != {"/N"} or campo["/F"] != IMPRESA_Y_FIJA:
            yield "el recuadro de la firma cambia según se mire"
            return
        for numero, generacion in alcanzados(campo["/AP"]):
            if not self._habia_ese(numero, generacion):
                self._explicados.add((numero, generacion))
        for motivo, es_duda in dudas_del_recuadro(self._lector, campo, self._anterior):
            if es_duda:
                self.dudas.append(motivo)
            else:
                yield motivo

    # -------------------------------------------------------------- la estructura

    def _de_la_estructura(
        self, campo: DictionaryObject, referencia: IndirectObject
    ) -> Iterator[str]:
        """La firma como elemento ``Form``: uno nuevo, al final de quien lo contiene."""
        antes, despues = (una.root["/StructTreeRoot"] for una in (self._antes, self._despues))
        numeros = [forma(uno) for uno in despues["/ParentTree"]["/Nums"]]
        habia = [forma(uno) for uno in antes["/ParentTree"]["/Nums"]]
        (numero, elemento), *demas = _pares(despues["/ParentTree"]["/Nums"], len(habia))
        de_quien = elemento.get_object()
        contiene = de_quien.raw_get("/P").reference
        debido: Forma = (
            "diccionario",
            (
                (
                    "/K",
                    (
                        "diccionario",
                        (
                            ("/Obj", forma(referencia)),
                            ("/Pg", forma(campo.raw_get("/P"))),
                            ("/Type", ("nombre", "/OBJR")),
                        ),
                    ),
                ),
                ("/P", forma(de_quien.raw_get("/P"))),
                ("/S", ("nombre", "/Form")),
                ("/Type", ("nombre", "/StructElem")),
            ),
        )
        viejo, nuevo = self._antes.get_object(contiene), self._despues.get_object(contiene)
        hijos, tenia = ([forma(uno) for uno in una["/K"]] for una in (nuevo, viejo))
        limpio = (
            not demas
            and numero == campo["/StructParent"]
            and numeros[: len(habia)] == habia
            and forma(de_quien) == debido
            and hijos == [*tenia, forma(elemento)]
            and not _otras_que(viejo, nuevo, frozenset({"/K"}))
            and not _otras_que(antes, despues, _DE_LA_RAIZ)
            and not _otras_que(antes["/ParentTree"], despues["/ParentTree"], frozenset({"/Nums"}))
            and not self._habia(elemento.reference)
        )
        if not limpio:
            yield "cambia la estructura del documento"
            return
        self._explicar(elemento)
        self._explicar(de_quien.raw_get("/P"))
        self._explicar(nuevo.raw_get("/K"))
        self._explicar(self._despues.root.raw_get("/StructTreeRoot"))
        self._explicar(despues.raw_get("/ParentTree"))
        self._explicar(despues["/ParentTree"].raw_get("/Nums"))


_DEL_CATALOGO = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Version"})
_DEL_FORMULARIO = frozenset({"/Fields", "/SigFlags"})
_DE_LA_RAIZ = frozenset({"/ParentTree", "/ParentTreeNextKey"})
_BANDERAS = frozenset({0, 1, 2, 3})


def _otras_que(antes: DictionaryObject, despues: DictionaryObject, salvo: frozenset[str]) -> bool:
    """Si difieren en una clave que no sea de esas."""
    claves_de_antes, claves_de_despues = (
        {clave: forma(valor) for clave, valor in cual.items() if clave not in salvo}
        for cual in (antes, despues)
    )
    return claves_de_antes != claves_de_despues


def _pares(numeros: ArrayObject, desde: int) -> list[tuple[Any, Any]]:
    elementos = [*numeros][desde:]
    return list(zip(elementos[::2], elementos[1::2], strict=True))


def _referencias(dss: DictionaryObject, por_firma: DictionaryObject) -> Iterator[IndirectObject]:
    """Las de las listas del DSS, y las de cada firma."""
    listas = [dss, *(por_firma[clave] for clave in por_firma)]
    for diccionario in listas:
        for clave, valor in diccionario.items():
            if clave == "/VRI":
                continue
            if isinstance(valor, IndirectObject):
                yield valor
                valor = valor.get_object()  # noqa: PLW2901 - la lista que nombra
            for elemento in valor if isinstance(valor, ArrayObject) else ():
                if isinstance(elemento, IndirectObject):
                    yield elemento


def _de_que(objeto: Any) -> str:
    """``, de clase Page``."""
    clase = dado(objeto, "/Type") if isinstance(objeto, DictionaryObject) else None
    return f", de clase {clase[1:]}" if clase else ""
