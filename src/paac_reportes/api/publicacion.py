"""De un reporte, el que se publica, y lo que en él queda por que alguien lo mire."""

import functools
import io
import os
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, sin_repetir

if TYPE_CHECKING:
    from paac_reportes.api.reportes import Reporte
    from paac_reportes.api.salida import Destino
    from paac_reportes.composicion.tablas.alcances import FilasDadas
    from paac_reportes.formatos.definicion.formato import Formato
    from paac_reportes.libros.por_revisar import Respondida
    from paac_reportes.textos.lo_que_queda import PorRevisar

Revision = str | os.PathLike[str] | IO[bytes] | Mapping[str, Any]
"""La lista respondida: su archivo, en Excel o JSON, o sus datos."""


def publicado(reporte: "Reporte", revision: "Revision | None" = None) -> "Reporte":
    """El mismo, sin lo que no se publica: antes de componer, para que ninguna salida lo tenga.

    Con una ``revision``, sin lo que en ella se omite; ``ErrorDeEntrada`` si es de otros datos o no
    responde todo.
    """
    from paac_reportes.textos.publico import avisos_del_formato, para_publicar

    publico = functools.partial(para_publicar, con_cedulas=reporte.con_cedulas)
    contenido, avisos_del_contenido = publico(reporte.contenido, columnas=reporte.formato.columnas)
    filas, de_filas = _filas_publicas(reporte.filas, reporte.formato, publico)
    metodologia, _ = publico(reporte.metodologia)
    # Un aviso puede repetir lo que llegó, y va en el certificado.
    previos, _ = publico(reporte.previos)
    # De lo que alguien escribió en un Word no se sabe qué es un correo y qué un teléfono.
    de_word = (reporte.formato.membrete, reporte.formato.cuerpo_en_word)
    avisos_de_forma = avisos_del_formato(reporte.formato, con_membrete=de_word != (None, None))
    avisos = (*previos, *avisos_del_contenido, *de_filas, *avisos_de_forma)
    anterior = reporte.anterior
    if anterior is not None:
        plan_anterior, _ = publico(anterior.plan, columnas=reporte.formato.columnas)
        anterior = attrs.evolve(anterior, plan=plan_anterior)
    reporte_publico = attrs.evolve(
        reporte,
        contenido=contenido,
        formato=con_imagenes_publicas(reporte.formato),
        filas=filas,
        metodologia=metodologia,
        previos=avisos,
        anterior=anterior,
    )
    return (
        _con_lista_por_revisar(reporte_publico)
        if revision is None
        else _sin_lo_omitido(reporte_publico, revision)
    )


def con_lo_leido(reporte: "Reporte", origen: str | None, avisos: Iterable[Aviso]) -> "Reporte":
    """El mismo reporte, con lo que su acta dice de dónde llegó; si se publica, sin repetirlo."""
    al_leer = tuple(avisos)
    if reporte.publico:
        from paac_reportes.textos.lo_que_queda import aviso_tapado
        from paac_reportes.textos.publico import para_publicar

        al_leer, _ = para_publicar(al_leer, con_cedulas=reporte.con_cedulas)
        al_leer = tuple(map(aviso_tapado, al_leer))
    return attrs.evolve(reporte, origen=origen, al_leer=al_leer)


def _con_lista_por_revisar(reporte: "Reporte") -> "Reporte":
    """El mismo, con cuánto queda por revisar; su lista se saca una vez."""
    lista = lo_que_queda(reporte)
    if not lista:
        return reporte
    avisos = (*reporte.previos, aviso_sin_revisar(len(lista)))
    reporte_con_lista = attrs.evolve(reporte, sin_revisar=len(lista), previos=avisos)
    reporte_con_lista.__dict__["por_revisar"] = lista
    return reporte_con_lista


def aviso_sin_revisar(cuantos: int) -> Aviso:
    """El de lo que se publica sin que una persona haya mirado todo lo que queda."""
    from paac_reportes.textos.valores import contar

    quedan = "quedan" if cuantos > 1 else "queda"
    los_que_quedan = contar(cuantos, "número, correo o teléfono", "números, correos y teléfonos")
    motivo = (
        f"{quedan} {los_que_quedan} sin que nadie los haya revisado; saque la lista y respóndala"
    )
    return Aviso("sin_revisar", "publico", motivo)


def avisos_dichos(reporte: "Reporte", avisos: Iterable[Aviso]) -> tuple[Aviso, ...]:
    """Cada uno una vez; de lo que se publica, con lo que habría que revisar tapado."""
    if not reporte.publico:
        return sin_repetir(avisos)
    from paac_reportes.textos.lo_que_queda import aviso_tapado

    return sin_repetir(map(aviso_tapado, avisos))


def con_imagenes_publicas(formato: "Formato") -> "Formato":
    """El mismo, sin los metadatos de sus imágenes: ni las propias ni las de su Word."""
    from paac_reportes.estructura import con_valores
    from paac_reportes.imagenes import publicable

    def publica(valor: Any, _ruta: str, _marcas: Mapping[Any, Any]) -> Any:
        if not isinstance(valor, bytes):
            return valor
        return _word_publico(valor) if valor.startswith(b"PK") else publicable(valor)

    publico = con_valores(formato, publica)
    membrete = publico.membrete
    if membrete is None or membrete is formato.membrete:
        return publico
    from paac_reportes.formatos.membrete import leer_membrete

    # Lo que de él va en las demás salidas sale de su Word.
    releido = leer_membrete(membrete.datos, "membrete", [])
    hojas = releido.hojas if releido else ()
    return attrs.evolve(publico, membrete=attrs.evolve(membrete, hojas=hojas))


def _word_publico(paquete: bytes) -> bytes:
    """Sus partes, con cada imagen como está y sin sus metadatos; el mismo, si no los trae."""
    from paac_reportes.imagenes import sin_metadatos

    with zipfile.ZipFile(io.BytesIO(paquete)) as origen:
        partes = [(parte, origen.read(parte)) for parte in origen.infolist()]
    publicas = [sin_metadatos(contenido) for _, contenido in partes]
    if all(una is antes for una, (_, antes) in zip(publicas, partes, strict=True)):
        return paquete
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as destino:
        for (parte, _), contenido in zip(partes, publicas, strict=True):
            destino.writestr(parte, contenido)
    return salida.getvalue()


def _filas_publicas(
    filas: "FilasDadas", formato: "Formato", publico: "Callable[..., tuple[Any, Any]]"
) -> "tuple[FilasDadas, tuple[Aviso, ...]]":
    """Las filas sin lo que no se publica; de varias tablas, cada una con sus rótulos.

    Un dato que en dos se llama igual puede ser otra cosa: lo que es lo dice el rótulo de la suya.
    """
    if not isinstance(filas, Mapping):
        filas_de_la_tabla, avisos = publico(filas, "filas", formato.columnas)
        return filas_de_la_tabla, avisos
    tablas_dadas = formato.tablas_dadas
    publicas: dict[str, Any] = {}
    avisos_de_todas: list[Aviso] = []
    for nombre, filas_de_la_tabla in filas.items():
        de_ella = [columna for tabla in tablas_dadas[nombre].values() for columna in tabla.columnas]
        publicas[nombre], avisos = publico(filas_de_la_tabla, f"filas.{nombre}", de_ella)
        avisos_de_todas += avisos
    return publicas, tuple(avisos_de_todas)


def _sin_lo_omitido(reporte: "Reporte", revision: "Revision") -> "Reporte":
    """Sin lo que se omite, en el contenido, en sus filas y en el plan anterior."""
    from paac_reportes.textos.lo_que_queda import CLASES, LoQueQueda, Revisado

    queda = LoQueQueda(*_partes_que_se_publican(reporte))
    respuestas = _respondida(revision).sobre(queda.lista, huella_de_lista(reporte, queda.lista))
    omitidos = {numero for numero, respuesta in respuestas.items() if respuesta == "se omite"}
    _comprobar_que_no_es_del_formato(queda.lista, omitidos)
    sin = queda.sin(omitidos)
    anterior = reporte.anterior
    # Lo que había por revisar ya se revisó.
    previos = [uno for uno in reporte.previos if uno.codigo != "parece_cedula"]
    for renglon in queda.lista:
        if renglon.numero in omitidos:
            motivo = (
                f"no se publica, por lo que se revisó: {CLASES[renglon.clase]} {renglon.se_lee}"
            )
            previos += [Aviso("dato_omitido", ruta, motivo) for ruta in renglon.rutas]
    return attrs.evolve(
        reporte,
        contenido=sin.en(reporte.contenido),
        filas=sin.en(reporte.filas),
        previos=sin.en(tuple(attrs.evolve(uno, ruta=sin.en_la_ruta(uno.ruta)) for uno in previos)),
        anterior=anterior and attrs.evolve(anterior, plan=sin.en(anterior.plan)),
        revisado=Revisado(quedan=len(queda.lista) - len(omitidos), se_omiten=len(omitidos)),
    )


def _comprobar_que_no_es_del_formato(lista: "Sequence[PorRevisar]", omitidos: set[int]) -> None:
    """``ErrorDeEntrada`` si algo de lo que se omite lo escribe el formato."""
    rutas_omitidas = ((u.numero, r) for u in lista if u.numero in omitidos for r in u.rutas)
    fallas = [
        Falla(
            "datos_incoherentes",
            "revisado",
            f"el renglón {numero} se omite y está escrito en {ruta}: quítelo del formato",
        )
        for numero, ruta in rutas_omitidas
        if ruta.startswith("formato.")
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def lo_que_queda(reporte: "Reporte") -> "tuple[PorRevisar, ...]":
    """Cada número largo, correo y teléfono que queda en lo que se publica."""
    from paac_reportes.textos.lo_que_queda import LoQueQueda

    return LoQueQueda(*_partes_que_se_publican(reporte)).lista


def _partes_que_se_publican(reporte: "Reporte") -> "tuple[tuple[Any, str], ...]":
    from paac_reportes.textos.publico import textos_del_formato

    anterior = reporte.anterior
    partes: list[tuple[Any, str]] = [(reporte.contenido, ""), (reporte.filas, "filas")]
    if anterior is not None:
        partes.append((anterior.plan, "anterior"))
    return (*partes, (textos_del_formato(reporte.formato), "formato"))


def huella_de_lista(reporte: "Reporte", lista: "tuple[PorRevisar, ...]") -> str:
    """La de los datos de que salió y la de lo que dice: unas respuestas sólo sirven para ella."""
    from paac_reportes.prueba.acta import huella_de_datos, huella_de_filas

    anterior = reporte.anterior
    return huella_de_filas(
        [
            huella_de_datos(reporte.contenido),
            huella_de_filas(reporte.filas),
            huella_de_datos(anterior.plan) if anterior else None,
            [[*uno.rutas, uno.se_lee, uno.por_que] for uno in lista],
        ]
    )


_DE_LA_LISTA = ("xlsx", "json")


def guardar_lista(reporte: "Reporte", destinos: "Iterable[Destino]", tipo: str | None) -> None:
    """La lista, para responderla, en cada destino o en ninguno."""
    from paac_reportes.api.salida import guardar_bytes, tipo_de

    if not reporte.publico:
        motivo = "sólo de lo que se publica se saca esa lista; pida publico=True"
        raise ErrorDeEntrada(Falla("argumento_invalido", "por_revisar", motivo))
    pares = [(destino, tipo or tipo_de(destino)) for destino in destinos]
    for tipo_del_destino in (suyo for _, suyo in pares if suyo not in _DE_LA_LISTA):
        motivo = f"la lista sale en {' o '.join(_DE_LA_LISTA)}; llegó {tipo_del_destino}"
        raise ErrorDeEntrada(Falla("tipo_no_admitido", "por_revisar", motivo))
    guardar_bytes([(destino, _lista_en_bytes(reporte, suyo)) for destino, suyo in pares])


def _lista_en_bytes(reporte: "Reporte", tipo: str) -> bytes:
    from paac_reportes.escritores.datos import escribir_json
    from paac_reportes.escritores.escritura import Escritura
    from paac_reportes.escritores.registro import buscar_escritor
    from paac_reportes.libros.por_revisar import datos_de_lista, libro_de_lista

    lista = reporte.por_revisar
    huella = huella_de_lista(reporte, lista)
    if tipo == "json":
        return escribir_json(datos_de_lista(lista, huella))
    documento = libro_de_lista(lista, huella, reporte.contenido)
    return buscar_escritor(tipo).cargar()(documento, Escritura())


def _respondida(revision: "Revision") -> "Respondida":
    from paac_reportes.lectura.archivos import leer_datos
    from paac_reportes.libros.por_revisar import respondida_de_datos, respondida_de_documento
    from paac_reportes.opc.clases import es_comprimido
    from paac_reportes.opc.flujos import nombre_y_bytes
    from paac_reportes.opc.lectura import ver

    if isinstance(revision, Mapping):
        return respondida_de_datos(revision)
    se_espera = "la lista respondida: su archivo o sus datos"
    nombre, contenido = nombre_y_bytes(revision, "revisado", se_espera, "la lista")
    flujo = io.BytesIO(contenido)
    flujo.name = nombre
    if es_comprimido(contenido):
        return respondida_de_documento(ver(flujo))
    return respondida_de_datos(leer_datos(flujo))
