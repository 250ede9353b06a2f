"""Lo que un formato promete y hay que comprobar: datos que existen, tablas y medidas sanas.

``fallas_de`` es todo. Debajo, las tablas y los bloques que las nombran; sus totales y subtotales
(de qué son y qué resumen); y lo que parece un descuido y no impide usar el formato.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

import attrs

from paac_reportes.analisis.promedios import DE_COLUMNA
from paac_reportes.errores import Aviso, ErrorDeEntrada, ErrorPaac, Falla, unir_ruta
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.definicion.bloques import (
    GRUPOS,
    LLAMADA,
    BloqueDatos,
    BloqueGrafico,
    BloqueImagen,
    BloqueMapaDeCalor,
    BloqueResultados,
    BloqueSeccion,
    BloqueTabla,
    Grupo,
    Seccion,
    Subtotal,
    TablaDeFormato,
)
from paac_reportes.formatos.definicion.columnas import Columna, datos_de
from paac_reportes.formatos.definicion.filas import EXTRAS, FILA_LIBRE
from paac_reportes.formatos.definicion.formato import (
    Formato,
    bloques_de_pagina,
    pagina_de,
    pagina_de_seccion,
    rejilla_de,
)
from paac_reportes.formatos.definicion.pagina import PaginaDeFormato
from paac_reportes.formatos.definicion.recorridos import (
    RECORRIDOS,
    RIESGOS,
    es_de_fila_libre,
    es_de_otro_contenido,
    extra_de,
    se_recorre_en,
    tipos_del_dato,
)
from paac_reportes.formatos.revision.columnas import (
    caminos_del_recorrido,
    datos_posibles,
    fallas_de_anchos,
    fallas_de_aspecto,
    fallas_de_columnas,
    nombra_seguimientos,
    recorridos_de,
)
from paac_reportes.formatos.revision.textos import (
    fallas_de_alcance,
    fallas_de_numeracion,
    fallas_de_textos,
)
from paac_reportes.maqueta.estilos import estilos_base
from paac_reportes.maqueta.medida.tipografia import Pt
from paac_reportes.maqueta.nodos import COLUMNAS_MAXIMAS
from paac_reportes.modelo.temas import PLAN, tema
from paac_reportes.normativa.normas import buscar_escala
from paac_reportes.textos.cercanos import los_mas_cercanos
from paac_reportes.textos.plano import en_plano

_UTIL_MINIMO = 50
"""Milímetros que los márgenes deben dejar libres a lo ancho y a lo alto."""


def fallas_de(formato: Formato) -> Iterator[Falla]:
    """Las fallas que la forma de los datos no deja ver, con la ruta de su clave."""
    yield from fallas_de_contenido(formato)
    yield from fallas_de_alcance(formato)
    yield from fallas_de_textos(formato)


def fallas_de_contenido(formato: Formato) -> Iterator[Falla]:
    """Las de medidas, tablas y datos; no las de los textos."""
    yield from _vacios(formato)
    yield from _de_otra_cosa(formato)
    yield from fallas_de_anchos(formato)
    yield from fallas_de_numeracion(formato)
    yield from fallas_de_tablas(formato)
    yield from _estilos(formato)
    yield from _bloques(formato)
    yield from _margenes(formato)
    yield from _metodologia(formato)


def _de_otra_cosa(formato: Formato) -> Iterator[Falla]:
    """Lo que un formato de entidades, o de un mapa, no sabe contar, y lo que sólo él cuenta."""
    for nombre, tabla in formato.tablas.items():
        for numero, seccion in enumerate(tabla.secciones):
            if not se_recorre_en(seccion.recorre, formato.de):
                ruta = f"tablas.{nombre}.secciones[{numero}].recorre"
                motivo = f"{seccion.recorre} no lo recorre un formato con de = '{formato.de}'"
                yield Falla("formato_incoherente", ruta, motivo)
    if formato.de == PLAN.clave:
        return
    de_que, ajenos = _AJENOS.get(formato.de) or (f"de {tema(formato.de).un}", _DE_UN_PLAN)
    for numero, bloque in enumerate(formato.cuerpo):
        if isinstance(bloque, ajenos):
            motivo = f"un bloque de {bloque.tipo} es de un plan, y el formato es {de_que}"
            yield Falla("formato_incoherente", f"cuerpo[{numero}].tipo", motivo)


_DE_UN_PLAN = (BloqueResultados, BloqueGrafico, BloqueMapaDeCalor)
_AJENOS: dict[str, tuple[str, tuple[type, ...]]] = {
    "entidades": ("de entidades", _DE_UN_PLAN),
    "mapa": ("de un mapa", (BloqueResultados, BloqueGrafico)),
}
"""Los bloques que, de qué sea un formato, no sabe contar; de otro contenido, ninguno de ellos."""


def _metodologia(formato: Formato) -> Iterator[Falla]:
    """Una escala que se nombra tiene que existir."""
    try:
        buscar_escala(formato.metodologia.escala if formato.metodologia else None)
    except ErrorDeEntrada as error:
        yield from error.fallas


def _margenes(formato: Formato) -> Iterator[Falla]:
    """Que quede página: en cada sección, en Word y en las hojas."""
    lugares = {"": BloqueSeccion(tipo="seccion")} | {
        f"cuerpo[{n}]": b for n, b in enumerate(formato.cuerpo) if isinstance(b, BloqueSeccion)
    }
    for lugar, seccion in lugares.items():
        for nombre, en_hojas in (("pagina", False), ("libro", True)):
            if en_hojas and formato.libro.margenes is None:
                continue
            definida = pagina_de_seccion(seccion, formato, en_hojas=en_hojas)
            donde = f"{nombre}.margenes" + (f" en {lugar}" if lugar else "")
            yield from _de_la_pagina(donde, definida)


def _de_la_pagina(ruta: str, definida: PaginaDeFormato) -> Iterator[Falla]:
    pagina = pagina_de(definida)
    if definida.margenes.superior < definida.margenes.encabezado:
        yield Falla(
            "medida_imposible",
            ruta,
            "el encabezado no cabe: superior no puede ser menor que encabezado",
        )
    if min(pagina.ancho_util, pagina.alto_util) < _UTIL_MINIMO:
        yield Falla(
            "medida_imposible",
            ruta,
            f"dejan {pagina.ancho_util:g} x {pagina.alto_util:g} mm,"
            f" se esperaban al menos {_UTIL_MINIMO} x {_UTIL_MINIMO}",
        )


def _vacios(formato: Formato) -> Iterator[Falla]:
    """Lo que tiene que decir algo y no lo dice, o dice demasiado."""
    for clave in ("nombre", "version"):
        if not getattr(formato, clave).strip():
            yield Falla("dato_invalido", clave, "se esperaba un texto")
    if not formato.cuerpo and formato.cuerpo_en_word is None:
        yield Falla("dato_faltante", "cuerpo", "se esperaba al menos un bloque")
    for numero, bloque in enumerate(formato.cuerpo):
        if not bloque.en:
            yield Falla(
                "dato_invalido",
                f"cuerpo[{numero}].en",
                "se esperaba documento o libro; así no sale nunca",
            )
        if isinstance(bloque, BloqueDatos) and not bloque.filas:
            yield Falla("dato_faltante", f"cuerpo[{numero}].filas", "se esperaba al menos una fila")


def _estilos(formato: Formato) -> Iterator[Falla]:
    conocidos = estilos_base("Arial", Pt(8))
    for nombre in formato.estilos:
        if nombre not in conocidos:
            yield Falla(
                "dato_desconocido",
                f"estilos.{nombre}",
                f"estilo desconocido; están: {', '.join(conocidos)}",
            )


def _bloques(formato: Formato) -> Iterator[Falla]:
    for nombre, bloque in bloques_de_pagina(formato).items():
        try:
            rejilla_de(bloque)
        except ErrorPaac as error:
            yield Falla("formato_incoherente", f"{nombre}.filas", str(error))
        for i, fila in enumerate(bloque.filas):
            for j, celda in enumerate(fila):
                yield from _imagen(f"{nombre}.filas[{i}][{j}].imagen", celda.imagen)
    for numero, suyo in enumerate(formato.cuerpo):
        if isinstance(suyo, BloqueImagen):
            yield from _imagen(f"cuerpo[{numero}].imagen", suyo.imagen)


def _imagen(ruta: str, imagen: str | bytes | None) -> Iterator[Falla]:
    if isinstance(imagen, str) and imagen != "entidad.escudo":
        motivo = "se esperaba 'entidad.escudo' o una imagen junto al formato, llegó"
        yield Falla("imagen_invalida", ruta, f"{motivo} {mostrar(imagen)}")


def fallas_de_tablas(formato: Formato) -> Iterator[Falla]:
    """Las de sus columnas y secciones, y las de los bloques que las nombran."""
    yield from _tablas_imposibles(formato)
    yield from _de_cual(formato)
    yield from _datos(formato)
    yield from _columnas(formato)
    yield from fallas_de_totales(formato)
    yield from _notas(formato)
    yield from fallas_de_columnas(formato)
    yield from fallas_de_aspecto(formato)
    yield from _tablas_nombradas(formato)


def _es_de_fila_libre(dato: str, secciones: Iterable[Seccion]) -> bool:
    """Si es un dato de las filas que traerá quien genere: cuáles son, sólo se sabe entonces."""
    raiz, _, campo = dato.partition(".")
    return raiz == FILA_LIBRE and bool(campo) and all(s.recorre == "filas" for s in secciones)


def _datos(formato: Formato) -> Iterator[Falla]:
    for nombre, tabla in formato.tablas.items():
        posibles = datos_posibles(tabla.secciones)
        for ruta, dato in _usados(nombre, tabla):
            if (
                dato not in posibles
                and not _es_de_fila_libre(dato, tabla.secciones)
                and extra_de(dato, recorridos_de(tabla)) is None
            ):
                yield Falla("dato_desconocido", ruta, _no_existe(dato, posibles))


def datos_que_no_existen(nombre: str, tabla: TablaDeFormato) -> Iterator[Falla]:
    """Los de una tabla que ningún recorrido tiene, cuando no se sabe cuál es el suyo."""
    posibles = sorted({dato for recorre in RECORRIDOS for dato in caminos_del_recorrido(recorre)})
    for ruta, dato in _usados(nombre, tabla):
        es_extra = any(extra_de(dato, [recorre]) is not None for recorre in RECORRIDOS)
        if dato not in posibles and not es_extra and not es_de_fila_libre(dato):
            yield Falla("dato_desconocido", ruta, _no_existe(dato, posibles))


def _usados(nombre: str, tabla: TablaDeFormato) -> Iterator[tuple[str, str]]:
    """Los datos que nombra una tabla, con la ruta de cada uno."""
    for indice, columna in enumerate(tabla.columnas):
        yield from ((f"tablas.{nombre}.columnas[{indice}].dato", dato) for dato in columna.dato)
    if tabla.si_hay is not None:
        yield f"tablas.{nombre}.si_hay", tabla.si_hay


def _no_existe(dato: str, posibles: list[str]) -> str:
    if f".{EXTRAS}." in f".{dato}":
        return (
            f"{mostrar(dato)} no es un extra de esta fila; se esperaba de quién es, y su nombre en"
            " minúsculas sin tildes, como actividad.extras.riesgo_asociado"
        )
    cercanos = los_mas_cercanos(dato, posibles, n=1, cutoff=0)
    pista = f"; el más parecido es {cercanos[0]!r}" if cercanos else ""
    return f"no existe el dato {mostrar(dato)}{pista}"


def _tablas_imposibles(formato: Formato) -> Iterator[Falla]:
    for nombre, tabla in formato.tablas.items():
        if not re.fullmatch(r"[\w.-]+", nombre):
            yield Falla(
                "dato_invalido",
                "tablas",
                f"se esperaba un nombre sin espacios, llegó {mostrar(nombre)}",
            )
        if len(tabla.columnas) > COLUMNAS_MAXIMAS:
            motivo = f"Word admite {COLUMNAS_MAXIMAS} columnas, llegaron {len(tabla.columnas)}"
            yield Falla("no_cabe", f"tablas.{nombre}.columnas", motivo)


def _de_cual(formato: Formato) -> Iterator[Falla]:
    """De las tablas que se dan al generar, cuál muestra cada una: o lo dicen todas, o ninguna."""
    dadas = ", ".join(formato.tablas_dadas)
    for nombre, tabla in formato.tablas.items():
        de_filas = {seccion.recorre == "filas" for seccion in tabla.secciones}
        if tabla.de is not None and False in de_filas:
            motivo = "sobra: sólo una tabla que recorre filas muestra una de las que se dan"
            yield Falla("formato_incoherente", f"tablas.{nombre}.de", motivo)
        elif tabla.de is None and True in de_filas and dadas:
            motivo = f"falta: las demás tablas de filas dicen cuál muestran ({dadas})"
            yield Falla("dato_faltante", f"tablas.{nombre}.de", motivo)


def _columnas(formato: Formato) -> Iterator[Falla]:
    """Lo que una columna por corte necesita para serlo."""
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            lugar = f"tablas.{nombre}.columnas[{indice}]"
            if not columna.por_corte:
                continue
            recorren = recorridos_de(tabla)
            motivo = ""
            if not nombra_seguimientos(columna, recorren):
                motivo = "se esperaba una columna con algún seguimiento"
            elif any(map(es_de_otro_contenido, recorren)):
                motivo = "sólo los seguimientos de un plan van uno por corte"
            if motivo:
                yield Falla("formato_incoherente", f"{lugar}.por_corte", motivo)


def _notas(formato: Formato) -> Iterator[Falla]:
    """Cada llamada es a una nota que está."""
    for nombre, tabla in formato.tablas.items():
        numeros = [str(numero) for numero in range(1, len(tabla.notas) + 1)]
        for lugar, texto in tabla.con_llamadas():
            for nota in LLAMADA.findall(texto):
                if nota not in numeros:
                    hay = f"están: {', '.join(numeros)}" if numeros else "la tabla no trae notas"
                    motivo = f"no existe la nota {mostrar(nota)}; {hay}"
                    yield Falla("dato_desconocido", f"tablas.{nombre}.{lugar}", motivo)


def _tablas_nombradas(formato: Formato) -> Iterator[Falla]:
    for indice, bloque in enumerate(formato.cuerpo):
        if not isinstance(bloque, BloqueTabla | BloqueResultados):
            continue
        lugar = f"cuerpo[{indice}]"
        for tabla in bloque.tablas:
            if tabla not in formato.tablas:
                estan = ", ".join(formato.tablas) or "ninguna"
                yield Falla(
                    "dato_desconocido",
                    f"{lugar}.tablas",
                    f"no existe la tabla {tabla!r}; están: {estan}",
                )
        yield from _de_otro_dueno(lugar, bloque, formato)
        if isinstance(bloque, BloqueTabla) and not bloque.tablas:
            yield Falla("dato_faltante", f"{lugar}.tablas", "se esperaba al menos una tabla")


def _de_otro_dueno(
    lugar: str, bloque: BloqueTabla | BloqueResultados, formato: Formato
) -> Iterator[Falla]:
    """Las tablas de un bloque que se escriben de quien no son."""
    suyas = [formato.tablas[nombre] for nombre in bloque.tablas if nombre in formato.tablas]
    recorren = {seccion.recorre for tabla in suyas for seccion in tabla.secciones}
    duenos = {RECORRIDOS[recorre].dueno for recorre in recorren}
    if bloque.cada == "proceso" and not recorren <= {RIESGOS}:
        motivo = "con cada = 'proceso' se esperaban tablas que recorran riesgos"
        yield Falla("formato_incoherente", f"{lugar}.cada", motivo)
    elif "plan" in duenos and (len(duenos) > 1 or bloque.cada not in {"plan", "proceso"}):
        yield Falla(
            "formato_incoherente",
            lugar,
            "lo del plan y lo de sus componentes no van en el mismo bloque, y lo del plan"
            " se escribe con cada = 'plan'",
        )
    if isinstance(bloque, BloqueResultados) and "componente" in duenos:
        yield Falla("formato_incoherente", lugar, "se esperaban tablas de cifras, no del plan")


_UNO_SOLO: dict[Grupo, str] = {
    "dependencia": "de una sola dependencia",
    "componente": "de un solo componente",
    "subcomponente": "de un solo subcomponente",
}
_CADAS_DE_UNO: dict[Grupo, frozenset[str]] = {
    "dependencia": frozenset({"dependencia", "componente"}),
    "componente": frozenset({"componente"}),
    "subcomponente": frozenset(),
}
"""Los ``cada`` con que una tabla es de uno solo de esos."""


def fallas_de_totales(formato: Formato) -> Iterator[Falla]:
    """Las de las columnas con total y las de los subtotales."""
    for nombre, tabla in formato.tablas.items():
        for indice, columna in enumerate(tabla.columnas):
            if columna.total:
                lugar = f"tablas.{nombre}.columnas[{indice}].total"
                yield from _total(lugar, indice, columna.total, tabla)
        if tabla.subtotales:
            yield from _subtotales(nombre, tabla, formato)
        if tabla.fijas is not None:
            yield from _fijas(nombre, tabla)
        yield from _partes(nombre, tabla)


def _total(
    lugar: str, indice: int, metodos: Sequence[str], tabla: TablaDeFormato
) -> Iterator[Falla]:
    columna = tabla.columnas[indice]
    for numero, metodo in enumerate(metodos):
        if metodo not in DE_COLUMNA:
            yield _otro_metodo(lugar, metodo)
        elif metodo in metodos[:numero]:
            yield Falla("formato_incoherente", lugar, f"se esperaba cada uno una vez: {metodo}")
    if not tabla.resume:
        motivo = "la tabla no tiene fila de total: falta su rótulo, en total o en subtotales"
        yield Falla("formato_incoherente", lugar, motivo)
    if indice == 0:
        yield Falla(
            "formato_incoherente", lugar, "en la primera columna va el rótulo de la fila de total"
        )
    elif all(otra.omite_vacia for otra in tabla.columnas[:indice]):
        motivo = "antes va el rótulo de la fila de total: se esperaba una columna que no se omita"
        yield Falla("formato_incoherente", lugar, motivo)
    if {*metodos} - {"cuenta"}:
        yield from _no_es_un_numero(lugar, columna, tabla)


def _otro_metodo(lugar: str, metodo: str) -> Falla:
    """El que no hay, con el que se quiso decir."""
    plano = en_plano(metodo)
    cercanos = los_mas_cercanos(plano, DE_COLUMNA, n=1)
    cercano = _SE_LLAMA.get(plano) or next(iter(cercanos), None)
    motivo = f"se esperaba alguno de estos: {', '.join(DE_COLUMNA)}, llegó {metodo!r}"
    motivo += f"; ¿quiso decir {cercano!r}?" if cercano else ""
    return Falla("opcion_desconocida", lugar, motivo, datos={"llego": metodo, "parecido": cercano})


_SE_LLAMA = {
    "media": "promedio",
    "mean": "promedio",
    "average": "promedio",
    "avg": "promedio",
    "total": "suma",
    "sum": "suma",
    "count": "cuenta",
    "conteo": "cuenta",
    "min": "minimo",
    "menor": "minimo",
    "max": "maximo",
    "mayor": "maximo",
    "median": "mediana",
}
"""Cómo llaman a cada uno otros programas."""


def _no_es_un_numero(lugar: str, columna: Columna, tabla: TablaDeFormato) -> Iterator[Falla]:
    """Una columna que ni contándola toda tiene un número que resumir."""
    if columna.texto is not None and columna.numero is None:
        yield Falla(
            "formato_incoherente",
            lugar,
            "de un texto se esperaba que fuera un número: falta numero",
        )
    elif len(columna.dato) > 1:
        yield Falla("formato_incoherente", lugar, "se esperaba una columna de un solo dato")
    elif not all(_es_numero(dato, tabla.secciones) for dato in columna.dato):
        yield Falla(
            "formato_incoherente", lugar, f"{' + '.join(columna.dato)} no es un número que resumir"
        )


def _es_numero(dato: str, secciones: Iterable[Seccion]) -> bool:
    tipos = (tipos_del_dato(seccion.recorre, dato) for seccion in secciones)
    return all({int, Decimal}.intersection(suyos) for suyos in tipos if suyos)


def _fijas(nombre: str, tabla: TablaDeFormato) -> Iterator[Falla]:
    """La que se parte donde no quepa es de unas filas: la de un plan se lee otra vez, y entera."""
    lugar, fijas = f"tablas.{nombre}.fijas", tabla.fijas or 0
    if not tabla.partida and any(seccion.recorre != "filas" for seccion in tabla.secciones):
        motivo = (
            "sobra: sólo una tabla que recorre filas se parte donde no quepa; en otra, diga en qué"
            " columnas empieza cada parte, con abre_parte = true"
        )
        yield Falla("formato_incoherente", lugar, motivo)
    if fijas >= len(tabla.columnas):
        motivo = f"se esperaban menos que sus {len(tabla.columnas)} columnas, llegó {fijas}"
        yield Falla("fuera_de_rango", lugar, motivo)
    for numero, columna in enumerate(tabla.columnas[:fijas]):
        if tabla.metodos(columna):
            motivo = f"columnas[{numero}] se resume, y va en cada parte: se sumaría varias veces"
            yield Falla("formato_incoherente", lugar, motivo)
        if tabla.partida and (columna.omite_vacia or columna.por_corte):
            motivo = f"columnas[{numero}] va en cada parte: ni se omite ni se repite por corte"
            yield Falla("formato_incoherente", lugar, motivo)


def _partes(nombre: str, tabla: TablaDeFormato) -> Iterator[Falla]:
    """Las columnas que abren una parte: qué se repite en ella, y que la primera traiga algo más."""
    for numero, columna in enumerate(tabla.columnas):
        if not columna.abre_parte:
            continue
        lugar = f"tablas.{nombre}.columnas[{numero}].abre_parte"
        if columna.omite_vacia or columna.por_corte:
            motivo = "la columna que abre una parte ni se omite ni se repite por corte"
            yield Falla("formato_incoherente", lugar, motivo)
        if tabla.fijas is None:
            motivo = "falta fijas: con cuántas columnas de la tabla empieza cada parte"
            yield Falla("dato_faltante", lugar, motivo)
        elif numero <= tabla.fijas:
            motivo = f"se esperaba después de la columna {tabla.fijas + 1}: la primera parte"
            motivo += f" son las {tabla.fijas} fijas y al menos una más"
            yield Falla("formato_incoherente", lugar, motivo)


def _subtotales(nombre: str, tabla: TablaDeFormato, formato: Formato) -> Iterator[Falla]:
    lugar = f"tablas.{nombre}.subtotales"
    sin_total = not any(columna.total for columna in tabla.columnas)
    for numero, subtotal in enumerate(tabla.subtotales):
        if sin_total and not subtotal.resumen and not subtotal.banda:
            yield Falla("formato_incoherente", lugar, "ninguna columna tiene total que resumir")
        yield from _resumen(f"{lugar}[{numero}].resumen", subtotal, tabla)
    if len(tabla.secciones) > 1:
        motivo = "se esperaba una sola sección: en varias, las filas de un grupo quedan separadas"
        yield Falla("formato_incoherente", lugar, motivo)
    todos = [subtotal.por for subtotal in tabla.subtotales]
    yield from _grupos_que_no_hay(lugar, todos, tabla)
    lugares = {dato: numero for numero, dato in enumerate(todos)}
    por = [grupo for dato in todos for grupo in GRUPOS if grupo == dato]
    if por != [grupo for grupo in GRUPOS if grupo in por]:
        yield Falla(
            "formato_incoherente",
            lugar,
            f"se esperaba cada uno una vez, en este orden: {', '.join(GRUPOS)}",
        )
    cadas = {b.cada for b in formato.cuerpo if b.tipo == "tabla" and nombre in b.tablas}
    for grupo in por:
        yield from (
            Falla("formato_incoherente", f"{lugar}[{lugares[grupo]}].por", motivo)
            for motivo in _no_se_reune(grupo, tabla.secciones, cadas)
        )


def _grupos_que_no_hay(lugar: str, grupos: Sequence[str], tabla: TablaDeFormato) -> Iterator[Falla]:
    for numero, dato in enumerate(grupos):
        if dato in GRUPOS:
            continue
        if not _es_de_fila_libre(dato, tabla.secciones):
            motivo = f"{mostrar(dato)} es de unas filas, y la tabla recorre otra cosa"
            yield Falla("formato_incoherente", f"{lugar}[{numero}].por", motivo)
        elif dato in grupos[:numero]:
            motivo = f"se esperaba cada uno una vez, llegó {mostrar(dato)} repetido"
            yield Falla("formato_incoherente", f"{lugar}[{numero}].por", motivo)


def _resumen(lugar: str, subtotal: Subtotal, tabla: TablaDeFormato) -> Iterator[Falla]:
    """Lo que un subtotal dice de cada columna: que esté, y que se pueda resumir así."""
    de_cada = {c.dato[0]: n for n, c in enumerate(tabla.columnas) if len(c.dato) == 1}
    for dato, metodos in subtotal.resumen.items():
        if dato in de_cada:
            yield from _total(unir_ruta(lugar, dato), de_cada[dato], metodos, tabla)
            continue
        cercano = los_mas_cercanos(dato, de_cada, n=1, cutoff=0)
        pista = f"; la más parecida es {cercano[0]!r}" if cercano else ""
        motivo = f"ninguna columna muestra {mostrar(dato)}{pista}"
        yield Falla("dato_desconocido", unir_ruta(lugar, dato), motivo)


def _no_se_reune(
    grupo: Grupo, secciones: Iterable[Seccion], cadas: Collection[str]
) -> Iterator[str]:
    """Por qué las filas de una tabla no se pueden resumir por ese grupo."""
    for seccion in secciones:
        if grupo not in RECORRIDOS[seccion.recorre].raices:
            yield f"las filas de {seccion.recorre} no tienen {grupo}"
        elif seccion.recorre == f"{grupo}s":
            yield f"cada fila es ya {_UNO_SOLO[grupo]}: no hay qué reunir"
    for cada in sorted(_CADAS_DE_UNO[grupo].intersection(cadas)):
        yield f"con cada = '{cada}' la tabla es {_UNO_SOLO[grupo]}; para resumirla está total"


_LO_QUE_MUESTRA = ("dato", "texto", "marca", "cuando", "por_corte")


def avisos_de_descuidos(formato: Formato) -> Iterator[Aviso]:
    """Lo que ningún bloque escribe, lo que muestra lo mismo dos veces, el Word sin un hueco."""
    yield from avisos_del_cuerpo(formato)
    escritas = formato.tablas_escritas
    for nombre, tabla in formato.tablas.items():
        lugar = f"{formato.codigo}: tablas.{nombre}"
        if nombre not in escritas:
            yield Aviso("tabla_sin_usar", lugar, "ningún bloque del cuerpo la nombra: no sale")
        for numero, igual in _repetidas(tabla):
            motivo = f"muestra lo mismo que columnas[{igual}]"
            yield Aviso("columna_repetida", f"{lugar}.columnas[{numero}]", motivo)


def avisos_del_cuerpo(formato: Formato) -> Iterator[Aviso]:
    """Si el Word de un formato no trae ningún hueco: quien lo dio creyó que sí."""
    cuerpo = formato.cuerpo_en_word
    if cuerpo and not (cuerpo.nombrados or cuerpo.pone or cuerpo.se_repite):
        motivo = "no trae ningún hueco, como {{ entidad.nombre }}: sale como está"
        yield Aviso("cuerpo_sin_huecos", f"{formato.codigo}: cuerpo_en_word", motivo)


def _repetidas(tabla: TablaDeFormato) -> Iterator[tuple[int, int]]:
    """Cada columna que repite otra, y cuál es la otra."""
    for (otra, antes), (numero, columna) in combinations(enumerate(tabla.columnas), 2):
        if _muestran_lo_mismo(antes, columna):
            yield numero, otra


def _muestran_lo_mismo(una: Columna, otra: Columna) -> bool:
    """Lo mismo bajo el mismo rótulo, o del mismo modo bajo otro.

    Con un texto que no nombra ningún dato, como el blanco que se llena a mano, es su rótulo lo que
    dice de qué es.
    """
    if any(getattr(una, clave) != getattr(otra, clave) for clave in _LO_QUE_MUESTRA):
        return False
    return una.rotulo == otra.rotulo or (
        bool(datos_de(una))
        and all(
            getattr(una, campo.name) == getattr(otra, campo.name)
            for campo in attrs.fields(Columna)
            if campo.name not in {"ancho", "minimo", "maximo", "rotulo"}
        )
    )
