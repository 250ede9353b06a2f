"""De un pedido, el que se publica: sin lo que no se publica, y lo que en él queda por revisar."""

import functools
import io
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import con_valores
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.pedido import Pedido
from paac_reportes.imagenes import publicable, sin_metadatos
from paac_reportes.textos.publico import (
    CLASES,
    LoQueQueda,
    PorRevisar,
    Revisado,
    aviso_tapado,
    avisos_del_formato,
    para_publicar,
    textos_por_revisar,
)

P = TypeVar("P", bound=Pedido)
Filas = Sequence[Mapping[str, Any]] | Mapping[str, Sequence[Mapping[str, Any]]]


def pedido_publicado(pedido: P) -> P:
    """Pedido sin lo que no se publica: se quita antes de componer, y ninguna salida lo tiene."""
    publico = functools.partial(para_publicar, con_cedulas=pedido.con_cedulas)
    contenido, avisos_del_contenido = publico(pedido.contenido, columnas=pedido.formato.columnas)
    filas, de_filas = _filas_publicas(pedido.filas, pedido.formato, publico)
    metodologia, _ = publico(pedido.metodologia)
    # Un aviso puede repetir lo que llegó, y va en el certificado.
    previos, _ = publico(pedido.previos)
    al_leer, _ = publico(pedido.al_leer)
    # De lo que alguien escribió en un Word no se sabe qué es un correo y qué un teléfono.
    de_word = (pedido.formato.membrete, pedido.formato.cuerpo_en_word)
    avisos_de_forma = avisos_del_formato(pedido.formato, con_membrete=de_word != (None, None))
    anterior = pedido.anterior
    if anterior is not None:
        plan_anterior, _ = publico(anterior.plan, columnas=pedido.formato.columnas)
        anterior = attrs.evolve(anterior, plan=plan_anterior)
    return attrs.evolve(
        pedido,
        contenido=contenido,
        formato=con_imagenes_publicas(pedido.formato),
        filas=filas,
        metodologia=metodologia,
        previos=(*previos, *avisos_del_contenido, *de_filas, *avisos_de_forma),
        al_leer=tuple(map(aviso_tapado, al_leer)),
        anterior=anterior,
    )


def _filas_publicas(
    filas: Filas, formato: Formato, publico: Callable[..., tuple[Any, Any]]
) -> tuple[Filas, tuple[Aviso, ...]]:
    """Las filas sin lo que no se publica, y sus avisos; de varias tablas, cada una por su lado.

    Un dato que en dos se llama igual puede ser otra cosa: lo que es lo dice su rótulo en cada una.
    """
    if not isinstance(filas, Mapping):
        filas_de_la_tabla, avisos = publico(filas, "filas", formato.columnas)
        return filas_de_la_tabla, avisos
    tablas_dadas = formato.tablas_dadas
    publicas: dict[str, Any] = {}
    avisos_de_todas: list[Aviso] = []
    for nombre, filas_de_la_tabla in filas.items():
        columnas = [
            columna for tabla in tablas_dadas[nombre].values() for columna in tabla.columnas
        ]
        publicas[nombre], avisos = publico(filas_de_la_tabla, f"filas.{nombre}", columnas)
        avisos_de_todas += avisos
    return publicas, tuple(avisos_de_todas)


def con_imagenes_publicas(formato: Formato) -> Formato:
    """Formato sin los metadatos de sus imágenes: ni las propias ni las de su Word."""

    def publica(valor: Any, _ruta: str, _marcas: Mapping[Any, Any]) -> Any:
        """Una imagen sin sus metadatos, o un Word sin los de sus imágenes; otro valor, igual."""
        if not isinstance(valor, bytes):
            return valor
        return _word_publico(valor) if valor.startswith(b"PK") else publicable(valor)

    publico = con_valores(formato, publica)
    membrete = publico.membrete
    if membrete is None or membrete is formato.membrete:
        return publico
    from paac_reportes.formatos.membrete import leer_membrete  # noqa: PLC0415 - pocos lo traen

    # Lo que de él va en las demás salidas sale de su Word.
    releido = leer_membrete(membrete.datos, "membrete", [])
    hojas = releido.hojas if releido else ()
    return attrs.evolve(publico, membrete=attrs.evolve(membrete, hojas=hojas))


def _word_publico(paquete: bytes) -> bytes:
    """Paquete de Word sin los metadatos de sus imágenes; el mismo, si no los traen."""
    with zipfile.ZipFile(io.BytesIO(paquete)) as origen:
        partes = [(parte, origen.read(parte)) for parte in origen.infolist()]
    publicas = [sin_metadatos(contenido) for _, contenido in partes]
    if all(publica is original for publica, (_, original) in zip(publicas, partes, strict=True)):
        return paquete
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as destino:
        for (parte, _), contenido in zip(partes, publicas, strict=True):
            destino.writestr(parte, contenido)
    return salida.getvalue()


def lo_que_queda(pedido: Pedido) -> LoQueQueda:
    """Lista de cada número largo, correo y teléfono que queda en lo que se publica."""
    anterior = pedido.anterior
    partes: list[tuple[Any, str]] = [(pedido.contenido, ""), (pedido.filas, "filas")]
    if anterior is not None:
        partes.append((anterior.plan, "anterior"))
    return LoQueQueda(*partes, (textos_por_revisar(pedido.formato), "formato"))


def sin_lo_omitido(pedido: P, queda: LoQueQueda, omitidos: Collection[int]) -> P:
    """El pedido sin los textos de esos renglones de la revisión, con un aviso de cada uno.

    ``omitidos``: sus números; ``ErrorDeEntrada`` si alguno está escrito en el formato.
    """
    _comprobar_que_no_es_del_formato(queda.lista, omitidos)
    sin = queda.sin(omitidos)
    anterior = pedido.anterior
    # Lo que había por revisar ya se revisó.
    previos = [a for a in pedido.previos if a.codigo != "parece_cedula"]
    for renglon in queda.lista:
        if renglon.numero in omitidos:
            motivo = (
                f"no se publica, por lo que se revisó: {CLASES[renglon.clase]} {renglon.se_lee}"
            )
            anotado = {"clase": renglon.clase}
            previos += [
                Aviso("dato_omitido", ruta, motivo, datos=anotado) for ruta in renglon.rutas
            ]
    return attrs.evolve(
        pedido,
        contenido=sin.en(pedido.contenido),
        filas=sin.en(pedido.filas),
        previos=sin.en(tuple(attrs.evolve(a, ruta=sin.en_la_ruta(a.ruta)) for a in previos)),
        anterior=anterior and attrs.evolve(anterior, plan=sin.en(anterior.plan)),
        revisado=Revisado(quedan=len(queda.lista) - len(omitidos), se_omiten=len(omitidos)),
    )


def _comprobar_que_no_es_del_formato(
    lista: Sequence[PorRevisar], omitidos: Collection[int]
) -> None:
    """``ErrorDeEntrada`` si algo de lo que se omite lo escribe el formato."""
    rutas_omitidas = (
        (renglon.se_lee, ruta_del_renglon)
        for renglon in lista
        if renglon.numero in omitidos
        for ruta_del_renglon in renglon.rutas
    )
    fallas = [
        Falla(
            "datos_incoherentes",
            "revisado",
            f"se omite {se_lee} y está escrito en {ruta}: quítelo del formato",
        )
        for se_lee, ruta in rutas_omitidas
        if ruta.startswith("formato.")
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)
