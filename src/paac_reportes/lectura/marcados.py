"""Un documento que se diseñó en Word, leído por las marcas de sus datos.

No hay rótulos que reconocer: cada marca dice cuál dato es y de quién. Lo que el documento no
muestra no se sabe, y se dice.
"""

import re
from collections.abc import Iterator
from datetime import date

import attrs

from paac_reportes.errores import Aviso, sin_repetir, unir_ruta
from paac_reportes.lectura.escondido import esquema_de
from paac_reportes.lectura.filas.armado import ArmadorDeFilas, Dato, Nodo, contenido_armado
from paac_reportes.lectura.filas.valores import esperado_en_su_renglon, leer_valor
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas
from paac_reportes.modelo.recorrer import contenidos_de, en_largo, pasos_de
from paac_reportes.modelo.temas import PLAN, Contenido, Tema, claves, tema
from paac_reportes.opc.visto import DatoMarcado, DocumentoVisto

MARCA = re.compile(r"h([1-9][0-9]{0,5})_([a-z0-9]*?)(?:__[0-9]+)?")
"""La marca de un dato: el número de su nombre en el esquema, y quien lo lleva."""


def leer_marcados(documento: DocumentoVisto, corte: date | None) -> DocumentoLeido[Contenido]:
    """Lectura de lo que dicen las marcas; avisa lo que ya no está y lo que nunca se mostró.

    Lanza ``ErrorDeEntrada`` si no muestra ninguna fila, o si lo que dice no es de sus datos.
    """
    esquema = esquema_de(documento)
    su_tema = tema(esquema.de if esquema and esquema.de in claves() else PLAN.clave)
    datos = esquema.datos if esquema else None
    nombres = dict(enumerate(datos.nombres if datos else (), 1))
    corte = corte or (esquema.corte if esquema else None)
    avisos: list[Aviso] = []
    armado = ArmadorDeFilas(avisos, forma_de_filas(su_tema))
    marcas_leidas: set[str] = set()
    mostrados: dict[str, None] = {}
    for marcado in documento.marcados:
        coincidencia = MARCA.fullmatch(marcado.marca)
        nombre = nombres.get(int(coincidencia[1])) if coincidencia else None
        ruta = coincidencia[2] if coincidencia else ""
        nodo = _nodo_marcado(armado.raiz, ruta, su_tema, marcado.lugar) if coincidencia else None
        if coincidencia is None or nombre is None or nodo is None:
            motivo = f"no se entiende la marca de «{_en_corto(marcado.texto)}», y no se leyó"
            avisos.append(Aviso("lectura_dudosa", marcado.lugar, motivo))
            continue
        marcas_leidas.add(f"h{coincidencia[1]}_{coincidencia[2]}")
        mostrados[nombre] = None
        if esperado := esperado_en_su_renglon(nombre, marcado.texto):
            motivo = f"se esperaba {esperado}, llegó «{_en_corto(marcado.texto)}»: no se leyó"
            avisos.append(Aviso("celda_ilegible", marcado.lugar, motivo, peso="por_fuera"))
        elif (dato := _dato(nombre, marcado, armado.forma)) is not None:
            armado.completar(nodo, [dato])
    faltan = datos.cuantos - len(marcas_leidas) if datos else 0
    if faltan > 0:
        cuenta = "1 dato" if faltan == 1 else f"{faltan} datos"
        motivo = f"faltan {cuenta} de los que llevaba: sus filas o sus párrafos se borraron"
        avisos.append(Aviso("documento_cambiado", "", motivo))
    avisos += _completar(armado.raiz, su_tema.clase, "", corte)
    con_marcas = {marcado.lugar.partition(",")[0] for marcado in documento.marcados}
    sin_marcas = tuple(tabla for tabla in documento.tablas() if tabla.lugar not in con_marcas)
    motivo = "es una tabla puesta en el cuerpo, que ya dice sus filas en otra parte, y no se leyó"
    avisos += [Aviso("lectura_dudosa", tabla.lugar, motivo) for tabla in sin_marcas if tabla.marcas]
    motivo = (
        "es un cuerpo diseñado en Word y se leyó lo que muestra a la letra"
        f" ({', '.join(mostrados)}); lo demás no está en el documento"
    )
    avisos.append(Aviso("lectura_dudosa", "", motivo))
    contenido, lugares = contenido_armado(armado, {})
    return DocumentoLeido(
        contenido=contenido,
        avisos=(*documento.avisos, *sin_repetir(avisos)),
        corte=corte,
        lugares=lugares,
        usadas=frozenset(marcado.lugar for marcado in documento.marcados),
    )


def _nodo_marcado(raiz: Nodo, ruta_corta: str, su_tema: Tema, lugar: str) -> Nodo | None:
    """Nodo del que habla una marca; ``None`` si su ruta no es de ese contenido."""
    ruta = en_largo(ruta_corta, su_tema.clase) if ruta_corta else ""
    if ruta is None:
        return None
    nodo = raiz
    for rama, numero in pasos_de(ruta, su_tema.clase):
        nodo = nodo.hijo(rama.nombre, numero if rama.es_lista else "", lugar)
    return nodo


def _dato(nombre: str, marcado: DatoMarcado, forma: FormaDeFilas) -> Dato | None:
    """El dato que dice una marca; ninguno, si está en blanco."""
    if not marcado.texto.strip():
        return None
    valor = leer_valor(nombre, marcado.texto, forma)
    return None if valor is None else Dato(nombre, valor, marcado.lugar)


def _completar(nodo: Nodo, clase: type, ruta: str, corte: date | None) -> Iterator[Aviso]:
    """Ordena cada lista bajo el nodo, y pone en blanco el texto sin el que no hay objeto."""
    if faltan := [*_completar_objeto(nodo, clase, corte)]:
        motivo = f"no se ve {', '.join(faltan)}, y quedó en blanco"
        yield Aviso("lectura_dudosa", ruta, motivo)
    if not ruta:  # cualquier contenido es de una
        nodo.hijo("entidad", "", "")
    for rama in contenidos_de(clase):
        hijos = nodo.listas.get(rama.nombre, {})
        if hijos:
            en_orden = sorted(hijos.items(), key=lambda hijo: int(str(hijo[0]) or 0))
            nodo.listas[rama.nombre] = dict(en_orden)
        for numero, hijo in enumerate(nodo.listas.get(rama.nombre, {}).values()):
            paso = f"{rama.nombre}[{numero}]" if rama.es_lista else rama.nombre
            yield from _completar(hijo, rama.clase, unir_ruta(ruta, paso), corte)


def _completar_objeto(nodo: Nodo, clase: type, corte: date | None) -> Iterator[str]:
    """Completa los datos que a un objeto le faltan; da los textos que no se sabe qué decían."""
    for campo in attrs.fields(clase):
        if campo.default is not attrs.NOTHING or campo.name in nodo.datos:
            continue
        if campo.name == "corte" and corte is not None:
            nodo.datos["corte"] = corte
        elif campo.type is str:
            nodo.datos[campo.name] = ""
            yield campo.name


def _en_corto(texto: str) -> str:
    return texto if len(texto) <= _CORTO else f"{texto[:_CORTO]}…"


_CORTO = 40
