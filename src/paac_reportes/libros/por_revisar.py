"""La lista de lo que queda en lo que se publica: un libro que una persona responde, y vuelve.

Una hoja con cada número, correo y teléfono, tapado, y otra donde se responde de una vez por todos
los de un motivo. Lleva escondida la huella de los datos y de la lista: unas respuestas no sirven
para otros.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.escritores.datos import escribir_json
from paac_reportes.escritores.escritura import Escritura
from paac_reportes.escritores.registro import buscar_escritor
from paac_reportes.estructura import mostrar
from paac_reportes.libros.captura.libro import PAGINA, estilos
from paac_reportes.libros.columnas import ColumnaDelLibro
from paac_reportes.libros.tablas import hoja_de_filas
from paac_reportes.libros.vistas import HojaEsperada, TablaLeida, tablas_leidas
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Parte
from paac_reportes.maqueta.estilos import Dato
from paac_reportes.maqueta.hojas_de_datos import (
    HojaDeDatos,
    LlenadoDeHoja,
    Opciones,
    Pintado,
    Renglon,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Lista, Parrafo, Titulo
from paac_reportes.modelo.lugares import lugar_de_ruta
from paac_reportes.modelo.temas import Contenido
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.lo_que_queda import (
    CLASES,
    RESPUESTAS,
    PorRevisar,
    Respuesta,
    ruta_tapada,
    tapado,
)
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar, lista

_NUMERO, _SE_LEE, _MOTIVO, _RESPUESTA = "N.º", "Se lee", "Por qué queda", "Respuesta"
_PROPIEDAD = "paac_por_revisar"
_COMO = """\
Cada renglón es un número, un correo o un teléfono que queda en lo que se va a publicar. Va tapado:\
 está entero en los lugares que dice.
Escoja en la columna Respuesta «queda» o «se omite». En la hoja «Por motivo» se responde de una vez\
 por todos los que quedan por lo mismo; lo que se responda en su renglón manda.
Con todo respondido, guárdelo y entréguelo al generar (--revisado). Si los datos cambian, se saca\
 otra lista."""


# ------------------------------------------------------------------ la que sale


def lista_en_bytes(
    lista_: Sequence[PorRevisar], huella: str, contenido: Contenido, tipo: str
) -> bytes:
    """El archivo donde se responde: ``json``, o el libro."""
    if tipo == "json":
        return escribir_json(lista_en_datos(lista_, huella))
    documento = libro_de_lista(lista_, huella, contenido)
    return buscar_escritor(tipo).cargar()(documento, Escritura(de_datos=True))


def lista_en_datos(lista_: Sequence[PorRevisar], huella: str) -> dict[str, Any]:
    """Datos de la lista, para un programa: ``respuesta`` es lo que se puede escribir."""
    return {
        "lista": huella,
        "motivos": [
            {"por_que": motivo, "cuantos": cuantos, "respuesta": None}
            for motivo, cuantos in _motivos(lista_).items()
        ],
        "por_revisar": [
            {
                "numero": por_revisar.numero,
                "clase": por_revisar.clase,
                "se_lee": por_revisar.se_lee,
                "alrededor": list(por_revisar.alrededor),
                "por_que": por_revisar.por_que,
                "rutas": [ruta_tapada(ruta) for ruta in por_revisar.rutas],
                "respuesta": None,
            }
            for por_revisar in lista_
        ],
    }


def libro_de_lista(lista_: Sequence[PorRevisar], huella: str, contenido: Contenido) -> Documento:
    """El libro donde se responde, con cada lugar en palabras, que también van tapadas."""
    entidad = tapado(contenido.entidad.nombre)
    titulo = "Lo que queda en lo que se publica"
    cuantos = contar(len(lista_), "por revisar", "por revisar")
    pasos = tuple(
        Parrafo(paso, "lista", Lista(nivel=1, numero=n))
        for n, paso in enumerate(_COMO.splitlines(), 1)
    )
    return Documento(
        metadatos=Metadatos(
            titulo=titulo, asunto=entidad[:200], propiedades=((_PROPIEDAD, huella),)
        ),
        estilos=estilos(),
        partes=(
            Parte(
                "Instrucciones",
                (
                    Titulo(texto=titulo, nivel=0),
                    Parrafo(entidad),
                    Parrafo(f"{cuantos}."),
                    Titulo(texto="Cómo se responde", nivel=1),
                    *pasos,
                ),
                Marco(pagina=PAGINA),
            ),
        ),
        hojas_de_datos=(_uno_por_uno(lista_, contenido, cuantos), _por_motivo(lista_)),
    )


def _motivos(lista_: Sequence[PorRevisar]) -> Counter[str]:
    return Counter(por_revisar.por_que for por_revisar in lista_)


def _lugares(por_revisar: PorRevisar, contenido: Contenido) -> str:
    """Los primeros lugares de algo por revisar, uno por renglón, tapados; y cuántos faltan."""
    lugares = [
        tapado(str(lugar_de_ruta(contenido, ruta))) for ruta in por_revisar.rutas[:_SE_NOMBRAN]
    ]
    demas = len(por_revisar.rutas) - _SE_NOMBRAN
    return "\n".join((*lugares, *([f"y {demas} más"] if demas > 0 else [])))


def _de_lo_que_sale(rotulo: str, ancho: float, clase: Dato = "texto") -> ColumnaDelLibro:
    return ColumnaDelLibro(dato=rotulo, rotulo=rotulo, ancho=Mm(ancho), clase=clase, abierta=False)


_DE_RESPUESTA = ColumnaDelLibro(
    dato=_RESPUESTA,
    rotulo=_RESPUESTA,
    ancho=Mm(26),
    regla=Opciones(valores=RESPUESTAS),
    ayuda="Si se publica como está o se deja fuera.",
    reproche=f"Se espera {' o '.join(RESPUESTAS)}.",
)
_UNO_POR_UNO = HojaEsperada(
    nombre="Uno por uno",
    columnas=(
        _de_lo_que_sale(_NUMERO, 12, "numero"),
        _de_lo_que_sale("Qué es", 20),
        _de_lo_que_sale(_SE_LEE, 34),
        _de_lo_que_sale("Alrededor", 80),
        _de_lo_que_sale(_MOTIVO, 44),
        _de_lo_que_sale("Dónde", 60),
        _DE_RESPUESTA,
    ),
    indispensables=(_NUMERO, _RESPUESTA),
)
_POR_MOTIVO = HojaEsperada(
    nombre="Por motivo",
    columnas=(
        _de_lo_que_sale(_MOTIVO, 100),
        _de_lo_que_sale("Cuántos", 20, "numero"),
        _DE_RESPUESTA,
    ),
    indispensables=(_MOTIVO, _RESPUESTA),
)


def _uno_por_uno(lista_: Sequence[PorRevisar], contenido: Contenido, cuantos: str) -> HojaDeDatos:
    """La hoja con una fila por cada cosa por revisar; ``cuantos``: ``12 por revisar``."""
    filas = [
        {
            _NUMERO: por_revisar.numero,
            "Qué es": CLASES[por_revisar.clase],
            _SE_LEE: por_revisar.se_lee,
            "Alrededor": "\n".join(por_revisar.alrededor),
            _MOTIVO: por_revisar.por_que,
            "Dónde": _lugares(por_revisar, contenido),
        }
        for por_revisar in lista_
    ]
    llenado = _llenado(f"{cuantos}. Se escribe en la columna de rótulo amarillo.")
    return hoja_de_filas(_UNO_POR_UNO.nombre, _UNO_POR_UNO.columnas, filas, llenado)


def _por_motivo(lista_: Sequence[PorRevisar]) -> HojaDeDatos:
    filas = [{_MOTIVO: motivo, "Cuántos": n} for motivo, n in _motivos(lista_).items()]
    llenado = _llenado("Vale para todos los del motivo que no tengan su propia respuesta.")
    return hoja_de_filas(_POR_MOTIVO.nombre, _POR_MOTIVO.columnas, filas, llenado)


def _llenado(nota: str) -> LlenadoDeHoja:
    """El llenado de una hoja donde sólo se escribe la respuesta, con una nota arriba."""
    return LlenadoDeHoja(
        arriba=(Renglon(contenido=nota),),
        protegida=True,
        fijas=1,
        pintados=(Pintado(cuando="falta", columnas=(_RESPUESTA,), relleno="FFF9E5"),),
    )


# ------------------------------------------------------------------ la que vuelve


@clases.frozen
class _Renglon:
    """Una respuesta, y de qué es."""

    cual: str
    """El número, o el motivo."""
    respuesta: str
    se_lee: str | None = None
    """Texto con que el renglón dice qué es; nada, si no lo dice."""


@clases.frozen(kw_only=True)
class RespuestaDeLista:
    """Lo respondido en una lista, como se escribió."""

    huella: str | None
    de_cada: tuple[_Renglon, ...]
    de_motivos: tuple[_Renglon, ...]

    def sobre(self, lista_: Sequence[PorRevisar], huella: str) -> dict[int, Respuesta]:
        """La respuesta de cada uno de esa lista; ``ErrorDeEntrada`` con todo lo que falta o sobra.

        Dos respuestas distintas de lo mismo, o la que está junto a otra cosa, no son ninguna.
        """
        if self.huella != huella:
            motivo = (
                "no es una lista de las que saca --por-revisar: saque una y respóndala"
                if self.huella is None
                else "es de otros datos, o de otra versión: saque otra lista con --por-revisar y"
                " respóndala"
            )
            raise ErrorDeEntrada(Falla("respuesta_invalida", "revisado", motivo))
        fallas: list[Falla] = []
        de_motivos = _una_de_cada(self.de_motivos, "motivo ", fallas)
        de_cada = _una_de_cada(self.de_cada, "N.º ", fallas)
        fallas += _junto_a_otra_cosa(self.de_cada, lista_)
        sin_responder = [
            str(por_revisar.numero)
            for por_revisar in lista_
            if not (de_cada.get(str(por_revisar.numero)) or de_motivos.get(por_revisar.por_que))
        ]
        if sin_responder:
            demas = len(sin_responder) - _SE_NOMBRAN
            numeros = lista(sin_responder[:_SE_NOMBRAN])
            motivo = f"sin respuesta: N.º {numeros}{f' y {demas} más' if demas > 0 else ''}"
            fallas.append(Falla("respuesta_invalida", "revisado", motivo))
        if fallas:
            raise ErrorDeEntrada(fallas)
        return {
            por_revisar.numero: de_cada.get(str(por_revisar.numero))
            or de_motivos[por_revisar.por_que]
            for por_revisar in lista_
        }


_SE_NOMBRAN = 20
"""Lugares, o números sin respuesta, que se dicen; de los demás, cuántos son."""
_DICHAS = {en_plano(una): una for una in RESPUESTAS}


def _una_de_cada(
    renglones: Sequence[_Renglon], que_es: str, fallas: list[Falla]
) -> dict[str, Respuesta]:
    """Respuesta de cada cual, si es una de las que hay y sólo tiene una."""
    respuestas: dict[str, Respuesta] = {}
    for renglon in renglones:
        lugar = f"revisado: {que_es}{renglon.cual}"
        respuesta = _DICHAS.get(en_plano(renglon.respuesta))
        if respuesta is None:
            motivo = f"se esperaba {' o '.join(RESPUESTAS)}, llegó {mostrar(renglon.respuesta)}"
            fallas.append(Falla("respuesta_invalida", lugar, motivo))
        elif respuestas.setdefault(renglon.cual, respuesta) != respuesta:
            motivo = f"tiene dos respuestas, {lista(list(RESPUESTAS))}: deje una"
            fallas.append(Falla("respuesta_invalida", lugar, motivo))
    return respuestas


def _junto_a_otra_cosa(
    renglones: Sequence[_Renglon], lista_: Sequence[PorRevisar]
) -> Iterator[Falla]:
    """Falla de cada renglón que dice otro texto que el de su número en la lista."""
    se_leen = {str(por_revisar.numero): por_revisar.se_lee for por_revisar in lista_}
    for renglon in renglones:
        en_la_lista = se_leen.get(renglon.cual)
        if (
            renglon.se_lee is not None
            and en_la_lista is not None
            and renglon.se_lee.split() != en_la_lista.split()
        ):
            motivo = (
                f"en su renglón dice {renglon.se_lee}, y en la lista es {en_la_lista}: se ordenó o"
                " se cambió sólo una parte; respóndala en una lista recién salida"
            )
            yield Falla("respuesta_invalida", f"revisado: N.º {renglon.cual}", motivo)


def respondida_de_datos(datos: object) -> RespuestaDeLista:
    """Respuestas de un JSON que alguien llenó."""
    if not isinstance(datos, Mapping):
        raise _no_lo_es(mostrar(datos))
    huella = datos.get("lista")
    return RespuestaDeLista(
        huella=huella if isinstance(huella, str) else None,
        de_cada=tuple(_dichos(datos.get("por_revisar"), "numero")),
        de_motivos=tuple(_dichos(datos.get("motivos"), "por_que")),
    )


def _dichos(renglones: object, clave: str) -> Iterator[_Renglon]:
    """Los renglones respondidos de un JSON; ``clave``: el campo que dice de qué es cada uno."""
    for renglon in renglones if isinstance(renglones, list) else ():
        if isinstance(renglon, Mapping) and (respuesta := renglon.get("respuesta")) is not None:
            se_lee = renglon.get("se_lee")
            yield _Renglon(
                str(renglon.get(clave)), str(respuesta), se_lee if isinstance(se_lee, str) else None
            )


def respondida_de_documento(documento: DocumentoVisto) -> RespuestaDeLista:
    """Respuestas de un libro que alguien llenó."""
    if documento.tipo != "xlsx":
        raise _no_lo_es("un Word")
    tablas = tablas_leidas(documento, (_UNO_POR_UNO, _POR_MOTIVO), [])
    return RespuestaDeLista(
        huella=documento.propiedades.get(_PROPIEDAD),
        de_cada=tuple(_respondidos(tablas.get(_UNO_POR_UNO.nombre), _NUMERO)),
        de_motivos=tuple(_respondidos(tablas.get(_POR_MOTIVO.nombre), _MOTIVO)),
    )


def _respondidos(tabla: TablaLeida | None, clave: str) -> Iterator[_Renglon]:
    """Los renglones respondidos de una hoja; ``clave``: la columna que dice de qué son."""
    for fila in tabla.filas if tabla else ():
        if respuesta := fila.texto(_RESPUESTA).strip():
            se_lee = fila.texto(_SE_LEE).strip() if _SE_LEE in fila.columnas else None
            yield _Renglon(fila.texto(clave).strip(), respuesta, se_lee)


def _no_lo_es(llego: str) -> ErrorDeEntrada:
    motivo = f"se esperaba la lista de --por-revisar, en .xlsx o .json, y llegó {llego}"
    return ErrorDeEntrada(Falla("respuesta_invalida", "revisado", motivo))
