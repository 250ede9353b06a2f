"""La lista de lo que queda en lo que se publica: un libro que una persona responde, y vuelve.

Una hoja con cada número, correo y teléfono, tapado, y otra donde se responde de una vez por todos
los de un motivo. Lleva escondida la huella de los datos y de la lista: unas respuestas no sirven
para otros.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from paac_reportes.errores import ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.libros.captura.libro import PAGINA, estilos
from paac_reportes.maqueta.documento import Documento, Marco, Metadatos, Parte
from paac_reportes.maqueta.hojas_de_datos import (
    ColumnaDeDatos,
    HojaDeDatos,
    Llenado,
    Opciones,
    Pintado,
    Renglon,
)
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.maqueta.nodos import Lista, Parrafo, Titulo
from paac_reportes.opc.visto import DocumentoVisto, TablaVista
from paac_reportes.textos.lo_que_queda import CLASES, RESPUESTAS, PorRevisar, Respuesta
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import contar, lista

_NUMERO, _MOTIVO, _RESPUESTA = "N.º", "Por qué queda", "Respuesta"
_PROPIEDAD = "paac_por_revisar"
_COMO = """\
Cada renglón es un número, un correo o un teléfono que queda en lo que se va a publicar. Va tapado:\
 está entero en los lugares que dice.
Escoja en la columna Respuesta «queda» o «se omite». En la hoja «Por motivo» se responde de una vez\
 por todos los que quedan por lo mismo; lo que se responda en su renglón manda.
Con todo respondido, guárdelo y entréguelo al generar (--revisado). Si los datos cambian, se saca\
 otra lista."""


# ------------------------------------------------------------------ la que sale


def datos_de_lista(lista_: Sequence[PorRevisar], huella: str) -> dict[str, Any]:
    """Lo mismo que el libro, para un programa: ``respuesta`` es lo que se puede escribir."""
    return {
        "lista": huella,
        "motivos": [
            {"por_que": motivo, "cuantos": cuantos, "respuesta": None}
            for motivo, cuantos in _motivos(lista_).items()
        ],
        "por_revisar": [
            {
                "numero": uno.numero,
                "clase": uno.clase,
                "se_lee": uno.se_lee,
                "alrededor": list(uno.alrededor),
                "por_que": uno.por_que,
                "rutas": list(uno.rutas),
                "respuesta": None,
            }
            for uno in lista_
        ],
    }


def libro_de_lista(lista_: Sequence[PorRevisar], huella: str, entidad: str) -> Documento:
    """El libro donde se responde."""
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
        hojas_de_datos=(_uno_por_uno(lista_, cuantos), _por_motivo(lista_)),
    )


def _motivos(lista_: Sequence[PorRevisar]) -> Counter[str]:
    return Counter(uno.por_que for uno in lista_)


def _uno_por_uno(lista_: Sequence[PorRevisar], cuantos: str) -> HojaDeDatos:
    return HojaDeDatos(
        nombre="Uno por uno",
        columnas=(
            ColumnaDeDatos(rotulo=_NUMERO, clase="numero", ancho=Mm(12)),
            ColumnaDeDatos(rotulo="Qué es", ancho=Mm(20)),
            ColumnaDeDatos(rotulo="Se lee", ancho=Mm(34)),
            ColumnaDeDatos(rotulo="Alrededor", ancho=Mm(80)),
            ColumnaDeDatos(rotulo=_MOTIVO, ancho=Mm(44)),
            ColumnaDeDatos(rotulo="Dónde", ancho=Mm(60)),
            _de_respuesta(),
        ),
        filas=tuple(
            (
                uno.numero,
                CLASES[uno.clase],
                uno.se_lee,
                "\n".join(uno.alrededor),
                uno.por_que,
                "\n".join(uno.rutas),
                None,
            )
            for uno in lista_
        ),
        llenado=_llenado(f"{cuantos}. Se escribe en la columna de rótulo amarillo."),
    )


def _por_motivo(lista_: Sequence[PorRevisar]) -> HojaDeDatos:
    return HojaDeDatos(
        nombre="Por motivo",
        columnas=(
            ColumnaDeDatos(rotulo=_MOTIVO, ancho=Mm(100)),
            ColumnaDeDatos(rotulo="Cuántos", clase="numero", ancho=Mm(20)),
            _de_respuesta(),
        ),
        filas=tuple((motivo, cuantos, None) for motivo, cuantos in _motivos(lista_).items()),
        llenado=_llenado("Vale para todos los del motivo que no tengan su propia respuesta."),
    )


def _de_respuesta() -> ColumnaDeDatos:
    return ColumnaDeDatos(
        rotulo=_RESPUESTA,
        ancho=Mm(26),
        regla=Opciones(valores=RESPUESTAS),
        ayuda="Si se publica como está o se deja fuera.",
        reproche=f"Se espera {' o '.join(RESPUESTAS)}.",
        abierta=True,
    )


def _llenado(nota: str) -> Llenado:
    return Llenado(
        arriba=(Renglon(contenido=nota),),
        protegida=True,
        fijas=1,
        pintados=(Pintado(cuando="falta", columnas=(_RESPUESTA,), relleno="FFF9E5"),),
    )


# ------------------------------------------------------------------ la que vuelve


class Respondida:
    """Lo respondido en una lista, de cada uno y de cada motivo, como se escribió."""

    def __init__(
        self, huella: str | None, de_cada: Mapping[int, str], de_motivos: Mapping[str, str]
    ) -> None:
        self._huella, self._de_cada, self._de_motivos = huella, de_cada, de_motivos

    def sobre(self, lista_: Sequence[PorRevisar], huella: str) -> dict[int, Respuesta]:
        """La respuesta de cada uno de esa lista; ``ErrorDeEntrada`` con todo lo que falta."""
        if self._huella != huella:
            motivo = (
                "no es una lista de las que saca --por-revisar: saque una y respóndala"
                if self._huella is None
                else "es de otros datos, o de otra versión: saque otra lista con --por-revisar y"
                " respóndala"
            )
            raise ErrorDeEntrada(Falla("respuesta_invalida", "revisado", motivo))
        fallas: list[Falla] = []
        dichas: dict[int, Respuesta] = {}
        sin_responder: list[int] = []
        for uno in lista_:
            dicha = self._de_cada.get(uno.numero) or self._de_motivos.get(uno.por_que)
            if not dicha:
                sin_responder.append(uno.numero)
            elif respuesta := _DICHAS.get(en_plano(dicha)):
                dichas[uno.numero] = respuesta
            else:
                motivo = f"se esperaba {' o '.join(RESPUESTAS)}, llegó {mostrar(dicha)}"
                fallas.append(Falla("respuesta_invalida", f"revisado: N.º {uno.numero}", motivo))
        if sin_responder:
            cuales = lista([str(numero) for numero in sin_responder[:_SE_NOMBRAN]])
            demas = len(sin_responder) - _SE_NOMBRAN
            motivo = f"sin respuesta: N.º {cuales}{f' y {demas} más' if demas > 0 else ''}"
            fallas.append(Falla("respuesta_invalida", "revisado", motivo))
        if fallas:
            raise ErrorDeEntrada(fallas)
        return dichas


_SE_NOMBRAN = 20
_DICHAS = {en_plano(una): una for una in RESPUESTAS}


def respondida_de_datos(datos: object) -> Respondida:
    """Las de un JSON que alguien llenó."""
    if not isinstance(datos, Mapping):
        raise _no_lo_es(mostrar(datos))
    huella = datos.get("lista")
    de_cada = {
        numero: respuesta
        for numero, respuesta in _pares(datos.get("por_revisar"), "numero")
        if isinstance(numero, int)
    }
    de_motivos = {
        motivo: respuesta
        for motivo, respuesta in _pares(datos.get("motivos"), "por_que")
        if isinstance(motivo, str)
    }
    return Respondida(huella if isinstance(huella, str) else None, de_cada, de_motivos)


def _pares(renglones: object, clave: str) -> Iterator[tuple[object, str]]:
    for uno in renglones if isinstance(renglones, list) else ():
        if isinstance(uno, Mapping) and (respuesta := uno.get("respuesta")) is not None:
            yield uno.get(clave), str(respuesta)


def respondida_de_documento(visto: DocumentoVisto) -> Respondida:
    """Las de un libro que alguien llenó."""
    if visto.tipo != "xlsx":
        raise _no_lo_es("un Word")
    de_cada: dict[int, str] = {}
    de_motivos: dict[str, str] = {}
    for tabla in visto.tablas():
        suyas = _respondidos(tabla, _NUMERO)
        de_cada |= {int(cual): respuesta for cual, respuesta in suyas if cual.isdecimal()}
        de_motivos |= dict(_respondidos(tabla, _MOTIVO, sin=_NUMERO))
    return Respondida(visto.propiedades.get(_PROPIEDAD), de_cada, de_motivos)


def _respondidos(
    tabla: TablaVista, clave: str, sin: str | None = None
) -> Iterator[tuple[str, str]]:
    filas = [[celda.texto.strip() if celda else "" for celda in fila] for fila in tabla.filas]
    for numero, rotulos in enumerate(filas):
        if clave in rotulos and _RESPUESTA in rotulos and sin not in rotulos:
            cual, respuesta = rotulos.index(clave), rotulos.index(_RESPUESTA)
            yield from ((f[cual], f[respuesta]) for f in filas[numero + 1 :] if f[respuesta])
            return


def _no_lo_es(llego: str) -> ErrorDeEntrada:
    motivo = f"se esperaba la lista de --por-revisar, en .xlsx o .json, y llegó {llego}"
    return ErrorDeEntrada(Falla("respuesta_invalida", "revisado", motivo))
