"""Las hojas que todo libro trae y no son de una lista: los datos sueltos, los textos, las imágenes.

De cada una, cómo se escribe y, después, cómo se lee; las imágenes van escritas como texto. Antes,
el oficio de un contenido, que no se puede declarar: un mapa de riesgos propone los niveles de su
metodología; un plan, los cortes de su vigencia.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes.escritores.datos import imagen_como_texto
from paac_reportes.estructura import desestructurar
from paac_reportes.lectura.filas.valores import entero_que_llega, leer_corte, texto_que_llega
from paac_reportes.libros.tablas import (
    EN_EL_LIBRO,
    NOTAS,
    ColumnaDelLibro,
    Fila,
    con_lo_propuesto,
    hoja_de_tabla,
    regla_de,
    tablas_del_libro,
)
from paac_reportes.libros.vistas import (
    FilaDelLibro,
    PorArmar,
    TablaLeida,
    filas_de_hoja,
    leer_fecha_o_texto,
)
from paac_reportes.maqueta.hojas_de_datos import (
    CeldaConRegla,
    HojaDeDatos,
    LlenadoDeHoja,
)
from paac_reportes.modelo import Plan
from paac_reportes.modelo.campos import EXTRAS
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.metodologia import cortes_de
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import Contenido, Tema, tema_de
from paac_reportes.normativa.normas import regimen_del_plan
from paac_reportes.normativa.riesgos import metodologias
from paac_reportes.textos.plano import en_plano

_EN_UNA_CELDA = 30_000
"""Letras de cada trozo de una imagen: Excel guarda 32.767."""
ESCUDO = "escudo"
"""Con qué se nombra el de la entidad en la hoja de las imágenes."""
_TEXTOS = "textos"


# ------------------------------------------------------------------ el oficio de cada contenido
def cortes_por_llenar(plan: Contenido) -> tuple[date, ...]:
    """Cortes que el plan trae y los de su vigencia; de un mapa, ninguno lleva columnas."""
    serie: tuple[date, ...] = ()
    if not isinstance(plan, Plan):
        return serie
    elegidos = plan.metodologia.cortes if plan.metodologia else None
    if isinstance(elegidos, tuple):
        serie = elegidos
    elif plan.vigencia is not None:
        del_regimen = regimen_del_plan(plan, None).cortes.periodicidad
        serie = cortes_de(plan.vigencia, elegidos or del_regimen or "cuatrimestral")
    return tuple(sorted({*plan.cortes(), *serie}))


# ------------------------------------------------------------------ el de un mapa
def propuestas_de(mapa: Contenido) -> dict[str, tuple[str, ...]]:
    """Opciones que su mapa propone a una columna, por su dato o el de la valoración.

    Los niveles y las zonas son textos a la letra: se puede escribir otro.
    """
    if not isinstance(mapa, MapaDeRiesgos):
        return {}
    propuestas = {"mapa.metodologia": tuple(metodologias())}
    metodologia = metodologias().get(mapa.metodologia or "")
    if metodologia is None:
        return propuestas
    criterios = metodologia.controles.criterios
    respuestas = dict.fromkeys(opcion for criterio in criterios for opcion in criterio.puntos)
    return propuestas | {
        "criterio": tuple(criterio.codigo for criterio in criterios),
        "respuesta": tuple(respuestas),
        "probabilidad": tuple(n.nombre for n in metodologia.probabilidad.niveles),
        "impacto": tuple(n.nombre for n in metodologia.impacto.niveles),
        "zona": tuple(
            metodologia.zonas.de(zona) for zona in ("bajo", "moderado", "alto", "extremo")
        ),
    }


def preguntas_de(mapa: Contenido) -> dict[str, str]:
    """Preguntas del cuestionario de su metodología, al señalar una respuesta."""
    codigo = mapa.metodologia if isinstance(mapa, MapaDeRiesgos) else None
    metodologia = metodologias().get(codigo or "")
    cuestionario = metodologia.cuestionario if metodologia else None
    textos = cuestionario.preguntas if cuestionario else ()
    return {f"cuestionario.{n}": f"¿Afecta esto?: {texto}" for n, texto in enumerate(textos, 1)}


# ------------------------------------------------------------------ qué dato es cada renglón
@functools.cache
def datos_sueltos(tema: Tema) -> tuple[ColumnaDelLibro, ...]:
    """Datos sueltos que siempre están, cada uno con su ruta (``version``) y en el catálogo.

    Los demás (extras, una tabla) van con su ruta. El nombre de la entidad, lo que es de todo el
    contenido, lo demás de ella y lo que lleva suelto.
    """
    entidad, *demas = CATALOGO.datos("entidad")
    ruta_de_cada_dato = {tema.dato(nombre): nombre for nombre in propios_de(tema)}
    partes = [rama.nombre for rama in contenidos_de(tema.clase) if not rama.es_lista]
    de_partes = (d for parte in partes if parte != "entidad" for d in CATALOGO.datos(parte))
    datos = (entidad, *ruta_de_cada_dato, *demas, *de_partes)
    rotulos = CATALOGO.rotulos(dato for dato in datos if CATALOGO.tipo(dato) is not dict)
    return tuple(
        ColumnaDelLibro(
            dato=ruta_de_cada_dato.get(dato, dato),
            en_el_catalogo=dato,
            rotulo=rotulo,
            ayuda=CATALOGO[dato].ayuda or (CATALOGO[dato].dice if tema.libro.siempre_dice else ""),
            regla=regla_de(dato),
        )
        for dato, rotulo in rotulos.items()
    )


def propios_de(tema: Tema) -> tuple[str, ...]:
    """Los campos del contenido que son un solo dato."""
    partes = {rama.nombre for rama in contenidos_de(tema.clase)}
    nombres = (dato.rpartition(".")[2] for dato in CATALOGO.datos(tema.raiz))
    return tuple(n for n in nombres if n not in partes and CATALOGO.tipo(tema.dato(n)) is not dict)


@functools.cache
def _rutas(tema: Tema) -> re.Pattern[str]:
    """Rutas de los datos que se nombran por ella, y no por su rótulo."""
    partes = [rama.nombre for rama in contenidos_de(tema.clase) if not rama.es_lista]
    de_extras = [rf"{EXTRAS}\.[\w-]+"] if EXTRAS in attrs.fields_dict(tema.clase) else []
    sueltas = [parte for parte in partes if parte != "entidad"]
    adentro = rf"(?:{'|'.join(partes)})(?:\.[\w-]+(?:\[\d{{1,4}}\])?)+"
    return re.compile("|".join([adentro, *de_extras, *sueltas, *propios_de(tema)]))


# ------------------------------------------------------------------ cómo se escriben
def hoja_de_datos(contenido: Contenido) -> HojaDeDatos:
    """La hoja con un dato de la entidad o del contenido por renglón, aunque falte."""
    tema = tema_de(contenido)
    conocidos = datos_sueltos(tema)
    propuestas = propuestas_de(contenido)
    valores = dict(_aplanados(_sin_listas(contenido, tema)))
    filas = [_renglon(d.dato, d.rotulo, valores.pop(d.dato, None), d.ayuda) for d in conocidos]
    filas += [_renglon(ruta, ruta, valor, "") for ruta, valor in valores.items()]
    con_regla = tuple(
        CeldaConRegla(fila=n, columna="Valor", regla=dato.regla, ayuda=dato.ayuda)
        for n, dato in enumerate(con_lo_propuesto(dato, propuestas) for dato in conocidos)
        if dato.regla is not None
    )
    tabla = tablas_del_libro(tema)[0]
    return hoja_de_tabla(tabla, tabla.columnas, filas, con_regla)


def _renglon(ruta: str, rotulo: str, valor: Any, ayuda: str) -> Fila:
    """La fila de un dato en la hoja de datos; una tabla vacía se anota en su columna oculta."""
    esta_vacia = valor == {}
    return {
        NOTAS: [f"{ruta}{_NADA}"] if esta_vacia else [],
        "dato": rotulo,
        "valor": None if esta_vacia else valor,
        "ayuda": ayuda or None,
    }


def _sin_listas(contenido: Contenido, tema: Tema) -> dict[str, Any]:
    """Los datos de un contenido que no van en hoja propia, con los extras como son."""
    datos: dict[str, Any] = desestructurar(contenido)
    listas = (rama.nombre for rama in contenidos_de(tema.clase) if rama.es_lista)
    for nombre in (*listas, _TEXTOS, *tema.lleva):
        datos.pop(nombre, None)
    if contenido.entidad.escudo is not None:
        datos["entidad"]["escudo"] = EN_EL_LIBRO.format(ESCUDO)
    if contenido.entidad.extras:
        datos["entidad"][EXTRAS] = dict(contenido.entidad.extras)
    if extras := getattr(contenido, EXTRAS, None):
        datos[EXTRAS] = dict(extras)
    return datos


def _aplanados(datos: Any, ruta: str = "") -> Iterator[tuple[str, Any]]:
    """Cada valor con su ruta: ``metodologia.escala.zonas[0].desde``."""
    if isinstance(datos, Mapping) and (datos or not ruta):
        for clave, valor in datos.items():
            yield from _aplanados(valor, f"{ruta}.{clave}" if ruta else clave)
    elif isinstance(datos, list):
        for numero, valor in enumerate(datos):
            yield from _aplanados(valor, f"{ruta}[{numero}]")
    else:
        yield ruta, datos


def hojas_del_final(contenido: Contenido) -> Iterator[HojaDeDatos]:
    """La hoja de los textos y, si hay imágenes, la suya, que va oculta."""
    *_, de_textos, de_imagenes = tablas_del_libro(tema_de(contenido))
    textos = [{"clave": clave, "texto": texto} for clave, texto in contenido.textos.items()]
    yield hoja_de_tabla(de_textos, de_textos.columnas, textos)
    if imagenes := list(_de_imagenes(contenido)):
        hoja = hoja_de_tabla(de_imagenes, de_imagenes.columnas, imagenes)
        yield attrs.evolve(hoja, oculta=True, llenado=LlenadoDeHoja())


def _de_imagenes(contenido: Contenido) -> Iterator[Fila]:
    """El escudo y las firmas dibujadas, escritos como texto, que sigue en la fila de abajo."""
    imagenes = {ESCUDO: contenido.entidad.escudo}
    imagenes |= {f"firma {n}": firma.imagen for n, firma in enumerate(contenido.firmas, 1)}
    for clave, imagen in imagenes.items():
        texto = imagen_como_texto(imagen) if imagen is not None else ""
        for desde in range(0, len(texto), _EN_UNA_CELDA):
            yield {"clave": clave, "texto": texto[desde : desde + _EN_UNA_CELDA]}


# ------------------------------------------------------------------ cómo se leen
_PASO = re.compile(r"([\w-]+)(?:\[(\d+)\])?")
_EN_EL_LIBRO = re.compile(re.escape(EN_EL_LIBRO).replace(r"\{\}", "(.+)"))
_NADA = "={}"


def leer_comunes(tablas: Mapping[str, TablaLeida], por_armar: PorArmar) -> None:
    """Agrega a ``por_armar`` lo de las hojas que todo libro trae: datos, textos e imágenes.

    Las firmas ya se leyeron.
    """
    libro = por_armar.tema.libro
    imagenes: dict[str, str] = {}
    for fila in filas_de_hoja(tablas, libro.imagenes):
        clave = fila.texto("clave")
        imagenes[clave] = imagenes.get(clave, "") + fila.texto("texto")
    for fila in filas_de_hoja(tablas, libro.datos):
        _de_un_renglon(fila, por_armar, imagenes)
    for numero, firma in enumerate(por_armar.datos.get("firmas", ())):
        ruta = f"firmas[{numero}].imagen"
        firma["imagen"] = _imagen(firma.get("imagen"), imagenes, ruta, por_armar)
    for fila in filas_de_hoja(tablas, libro.textos):
        _de_un_texto(fila, por_armar)


def _de_un_renglon(fila: FilaDelLibro, por_armar: PorArmar, imagenes: Mapping[str, str]) -> None:
    """Agrega a ``por_armar`` el dato que dice una fila de la hoja de datos, por su rótulo."""
    rotulo = str(texto_que_llega(fila.valor("dato")) or "").strip()
    ruta = _ruta_de(rotulo, por_armar.tema)
    vacia = any(nota.endswith(_NADA) for nota in fila.notas)
    valor = fila.valor("valor")
    if valor is None and vacia:
        valor = {}
    if ruta is not None:
        por_armar.lugares.setdefault(ruta, fila.lugar_de("valor"))
        por_armar.usar(fila, "dato")
    if ruta is None or valor is None:
        if ruta is None and valor is not None:
            motivo = f"no se sabe qué dato es «{rotulo}»; no se leyó"
            por_armar.avisar("dato_sobrante", fila.lugar, motivo)
        return
    tema = por_armar.tema
    dato = tema.dato(ruta) if ruta in propios_de(tema) else ruta
    if ruta == "entidad.escudo":
        valor = _imagen(valor, imagenes, ruta, por_armar)
    else:
        valor = _leer_suelto(dato, valor)
    pasos = [p for clave, n in _PASO.findall(ruta) for p in ((clave, int(n)) if n else (clave,))]
    if not poner(por_armar.datos, pasos, valor):
        motivo = f"{rotulo} ya tiene un valor, o es parte de algo que lo tiene"
        por_armar.fallar("dato_repetido", fila.lugar_de("valor"), motivo)


def _leer_suelto(dato: str, valor: Any) -> Any:
    """Como lo espera su dato; un extra y lo que va en una tabla, como llega."""
    tipos = CATALOGO.tipos(dato)
    if tipos == (date,):
        return leer_corte(valor)
    return leer_fecha_o_texto(valor) if tipos == (str,) else entero_que_llega(valor)


def _ruta_de(rotulo: str, tema: Tema) -> str | None:
    """Ruta del dato que se llama así, o ella misma si es lo que está escrito."""
    conocidas = {en_plano(dato.rotulo): dato.dato for dato in datos_sueltos(tema)}
    es_ruta = _rutas(tema).fullmatch(rotulo)
    return conocidas.get(en_plano(rotulo), rotulo if es_ruta else None)


def poner(destino: Any, pasos: Sequence[str | int], valor: Any) -> bool:
    """Pone el valor en ``destino`` por esos pasos, ``("firmas", 0, "nombre")``.

    ``False`` si ya hay.
    """
    paso, *siguen = pasos
    if isinstance(paso, int):  # los de antes que falten quedan en blanco
        destino += [None] * (paso + 1 - len(destino))
    existente = destino[paso] if isinstance(paso, int) else destino.get(paso)
    if existente is None:
        nuevo: Any = [] if siguen and isinstance(siguen[0], int) else {}
        existente = destino[paso] = nuevo if siguen else valor
        return not siguen or poner(existente, siguen, valor)
    clase: type = list if siguen and isinstance(siguen[0], int) else dict
    return bool(siguen) and isinstance(existente, clase) and poner(existente, siguen, valor)


def _de_un_texto(fila: FilaDelLibro, por_armar: PorArmar) -> None:
    """Agrega a ``por_armar`` el texto que dice una fila de la hoja de textos, si dice algo."""
    clave = str(texto_que_llega(fila.valor("clave")) or "")
    texto = leer_fecha_o_texto(fila.valor("texto"))
    if texto is None:
        return
    if clave in por_armar.datos.setdefault(_TEXTOS, {}):
        motivo = f"la clave {clave!r} está repetida"
        por_armar.fallar("dato_repetido", fila.lugar_de("clave"), motivo)
    por_armar.datos[_TEXTOS][clave] = texto
    por_armar.lugares.setdefault(f"{_TEXTOS}.{clave}", fila.lugar_de("texto"))
    por_armar.usar(fila, "clave", "texto")


def _imagen(valor: Any, imagenes: Mapping[str, str], ruta: str, por_armar: PorArmar) -> Any:
    """La imagen que una celda nombra, como texto; si nombra un archivo, lo que dice.

    Una que el libro ya no trae es una falla.
    """
    nombrada = _EN_EL_LIBRO.fullmatch(valor.strip()) if isinstance(valor, str) else None
    if nombrada is None:
        return valor
    if nombrada[1] not in imagenes:
        hoja = por_armar.tema.libro.imagenes
        motivo = f"el libro ya no trae la imagen «{nombrada[1]}» en su hoja «{hoja}»"
        por_armar.fallar("imagen_invalida", por_armar.lugares.get(ruta, ruta), motivo)
        return None
    return imagenes[nombrada[1]]
