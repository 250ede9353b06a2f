"""La carpeta de un formato tal como está escrita: su ``formato.toml``, sus imágenes y su fuente.

``leer_crudo`` la lee; ``heredar`` completa la de un formato que parte de otro y dice sólo lo que
cambia, que puede ser una parte de su cuerpo: un título con clave y todos los bloques hasta el
siguiente de su nivel o de uno más alto, con el salto o la sección que va justo antes. El contenido
y las firmas son cada uno una parte, y una tabla con clave, una de un solo bloque. Al final, en
español, lo que dice el lector de TOML.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import ErrorDeFormato, Falla, unir_ruta
from paac_reportes.estructura import mostrar, traducir
from paac_reportes.estructura.valores import leer_fecha
from paac_reportes.expresiones import expresion
from paac_reportes.imagenes import por_que_no
from paac_reportes.sistema import IlegibleError, ilegible, leer_archivo
from paac_reportes.textos.plano import PROHIBIDOS, el_mas_parecido

_APARTE = "aparte"
"""La clave que dice, en el formato completo, qué partes de su base no lleva."""
_PROPIAS = {"contenido", "firmas"}
"""Los bloques que son una parte de primer nivel sin llevar un título."""
_DE_PAGINA = {"salto", "seccion"}


def _quitar_partes(datos: dict[str, Any], por_ruta: Mapping[str, str]) -> Iterator[Falla]:
    """Quita del cuerpo de ``datos`` esas partes; falla cada una que no está.

    ``por_ruta``: la clave de la parte, por dónde se pidió quitarla.
    """
    escrito = datos.get("cuerpo")
    cuerpo = escrito if isinstance(escrito, list) else []
    habia, apartadas = _claves(cuerpo), _textos_de_la_parte(datos.get(_APARTE))
    sobran = set[int]()
    for ruta, clave in por_ruta.items():
        if (lugar := _lugar(cuerpo, clave)) is None:
            parecida = el_mas_parecido(clave, habia, "la parte más parecida es", cutoff=0.6)
            pista = ": también parte de otro, y la quitó" if clave in apartadas else parecida
            motivo = f"el formato base no trae {mostrar(clave)}{pista}"
            yield Falla("base_invalida", ruta, motivo)
        else:
            sobran.update(lugar)
    if not sobran:
        return
    quedan = _bloques_sin(cuerpo, sobran)
    # Las tablas que sólo nombraba lo que se quitó.
    solas = _tablas(cuerpo) - _tablas(quedan)
    if isinstance(tablas := datos.get("tablas"), dict):
        datos["tablas"] = {nombre: tabla for nombre, tabla in tablas.items() if nombre not in solas}
    datos["cuerpo"], claves = quedan, _claves(quedan)
    ya_no = dict.fromkeys((*apartadas, *habia))
    datos[_APARTE] = [clave for clave in ya_no if clave not in claves]
    if all(_tipo(bloque) in _DE_PAGINA for bloque in quedan):
        yield Falla("formato_incoherente", next(iter(por_ruta)), "no queda ninguna parte")


def _dice(bloque: Any, clave: str) -> Any:
    """Valor de una clave del bloque; nada si no es un diccionario."""
    return bloque.get(clave) if isinstance(bloque, dict) else None


def _textos_de_la_parte(valor: Any) -> list[str]:
    """Los textos de una lista; ninguno si no lo es."""
    return [texto for texto in valor if isinstance(texto, str)] if isinstance(valor, list) else []


def _tipo(bloque: Any) -> str:
    """El tipo del bloque, si es un texto: lo demás ya lo dirá quien lea el formato."""
    tipo = _dice(bloque, "tipo")
    return tipo if isinstance(tipo, str) else ""


def _nivel(bloque: Any) -> int | None:
    """El nivel del título del bloque; ``None`` si no empieza una parte."""
    tipo, nivel = _tipo(bloque), _dice(bloque, "nivel")
    if tipo in _PROPIAS:
        return 1
    if tipo in {"titulo", "resultados"} or (tipo == "texto" and _dice(bloque, "titulo")):
        return nivel if isinstance(nivel, int) else 2 if tipo == "resultados" else 1
    return None


def _claves(cuerpo: Sequence[Any]) -> list[str]:
    return [*dict.fromkeys(_textos_de_la_parte([_dice(bloque, "clave") for bloque in cuerpo]))]


def _tablas(cuerpo: Sequence[Any]) -> set[str]:
    """Las tablas que sus bloques nombran."""
    return {tabla for bloque in cuerpo for tabla in _textos_de_la_parte(_dice(bloque, "tablas"))}


def _lugar(cuerpo: Sequence[Any], clave: str) -> range | None:
    """Bloques de la parte con esa clave, como ``range(3, 7)``; ``None`` si ninguno la lleva.

    De un título, hasta el siguiente de su nivel o de uno más alto; de otro bloque, sólo él. Si los
    dos llevan la clave, la parte es la del título.
    """
    numeros = [numero for numero, bloque in enumerate(cuerpo) if _dice(bloque, "clave") == clave]
    if not numeros:
        return None
    desde = next((n for n in numeros if _nivel(cuerpo[n]) is not None), numeros[0])
    nivel, hasta = _nivel(cuerpo[desde]), desde + 1
    if nivel is None:
        return range(desde, hasta)
    while hasta < len(cuerpo) and not _cierra(cuerpo[hasta], nivel):
        hasta += 1
    # Un salto o una sección van con la parte que los sigue.
    while hasta < len(cuerpo) and _tipo(cuerpo[hasta - 1]) in _DE_PAGINA:
        hasta -= 1
    while desde and _tipo(cuerpo[desde - 1]) in _DE_PAGINA:
        desde -= 1
    return range(desde, hasta)


def _cierra(bloque: Any, nivel: int) -> bool:
    """Si en ese bloque termina una parte de ese nivel; la portada, con cualquier título."""
    otro = _nivel(bloque)
    return otro is not None and (otro <= nivel or nivel == 0)


def _bloques_sin(cuerpo: Sequence[Any], sobran: set[int]) -> list[Any]:
    """Los bloques del cuerpo sin los de esos números.

    Si se fue el que abría una sección, ella empieza en el que sigue.
    """
    quedan = list[Any]()
    seccion = abierta = None
    for numero, bloque in enumerate(cuerpo):
        if _tipo(bloque) == "seccion":
            seccion = bloque
        if numero in sobran:
            continue
        if _tipo(bloque) == "seccion":
            abierta = bloque
        elif seccion is not abierta and _tipo(bloque) not in _DE_PAGINA:
            abierta = seccion
            if quedan and _tipo(quedan[-1]) == "salto":
                quedan.pop()  # otra sección ya empieza en otra página
            quedan.append(seccion)
        quedan.append(bloque)
    return quedan


BLOQUES, CUERPO, EN_WORD = "bloques", "cuerpo", "cuerpo_en_word"
_NO_SE_PONEN = {
    "titulo": "los títulos se escriben en el Word",
    "seccion": "las secciones son las del Word",
    "contenido": "la tabla de contenido es la del Word",
}


@clases.frozen
class BloquesDelCuerpo:
    """Los datos de un formato con sus bloques entre los del cuerpo."""

    datos: dict[str, Any]
    nombres: tuple[str, ...] = ()
    fallas: tuple[Falla, ...] = ()

    def con_su_ruta(self, fallas: Iterable[Falla]) -> Iterator[Falla]:
        """Fallas con la ruta que escribió la persona: ``cuerpo[0]`` → ``bloques.matriz``."""
        return (falla.en(_EN_CUERPO.sub(self._como_se_escribio, falla.ruta)) for falla in fallas)

    def _como_se_escribio(self, coincidencia: "re.Match[str]") -> str:
        """Ruta que escribió la persona: ``cuerpo[0]`` → ``bloques.matriz``."""
        numero = int(coincidencia["numero"])
        if numero < len(self.nombres):
            return f"{BLOQUES}.{self.nombres[numero]}"
        return f"{CUERPO}[{numero - len(self.nombres)}]"


_EN_CUERPO = expresion(r"\A" + CUERPO + r"\[(?P<numero>\d+)\]")


def bloques_de(datos: dict[str, Any]) -> BloquesDelCuerpo:
    """Los datos de un formato con sus ``[bloques]``, si los trae, al comienzo del cuerpo."""
    if EN_WORD not in datos and BLOQUES not in datos:
        return BloquesDelCuerpo(datos)
    bloques = datos.get(BLOQUES) or {}
    sin_bloques = {clave: valor for clave, valor in datos.items() if clave != BLOQUES}
    fallas = []
    if not isinstance(bloques, Mapping):
        motivo = "se esperaba una tabla por bloque, como [bloques.matriz]"
        return BloquesDelCuerpo(sin_bloques, (), (Falla("dato_invalido", BLOQUES, motivo),))
    if EN_WORD not in datos:
        motivo = f"sobra: los pone un cuerpo diseñado en Word, y no hay {EN_WORD}"
        fallas.append(Falla("formato_incoherente", BLOQUES, motivo))
    for nombre, bloque in bloques.items():
        tipo = bloque.get("tipo") if isinstance(bloque, Mapping) else None
        if isinstance(tipo, str) and tipo in _NO_SE_PONEN:
            ruta = f"{BLOQUES}.{nombre}.tipo"
            fallas.append(Falla("formato_incoherente", ruta, f"sobra: {_NO_SE_PONEN[tipo]}"))
    con_clave = [
        {**bloque, "clave": nombre} if isinstance(bloque, Mapping) else bloque
        for nombre, bloque in bloques.items()
    ]
    cuerpo = sin_bloques.get(CUERPO, [])
    if isinstance(cuerpo, list):
        sin_bloques[CUERPO] = [*con_clave, *cuerpo]
    return BloquesDelCuerpo(sin_bloques, tuple(map(str, bloques)), tuple(fallas))


ARCHIVO = "formato.toml"
_FUENTE = "FUENTE.md"
MEMBRETE = "membrete"
_EN_WORD = {
    MEMBRETE: ("el membrete", "membrete_invalido"),
    EN_WORD: ("el cuerpo", "cuerpo_invalido"),
}
"""Las claves que nombran un Word junto al formato: cómo se llama y con qué se dice que no está."""
_DE_LA_ENTIDAD = "entidad.escudo"


@clases.frozen(eq=False)
class Crudo:
    """Lo escrito en una carpeta, sin interpretar."""

    lugar: str
    """El archivo, como se nombra en los mensajes."""
    datos: dict[str, Any]
    fuente: str
    fallas: tuple[Falla, ...] = ()
    """Las imágenes que nombra y no están, o no lo son, y el membrete que no se lee."""
    de_word: Mapping[str, str] = attrs.Factory(dict)
    """Dónde están el membrete y el cuerpo en Word que nombra, por su clave."""

    @property
    def codigo(self) -> object:
        """El código que el formato dice tener, aún sin revisar."""
        return self.datos.get("codigo")

    @property
    def desde(self) -> date:
        """Primer día en que el formato dice regir."""
        return leer_fecha(self.datos.get("vigente_desde"), "", []) or date.min

    @property
    def hasta(self) -> date:
        """Último día en que el formato dice regir."""
        return leer_fecha(self.datos.get("vigente_hasta"), "", []) or date.max

    def se_repite_en(self, otro: "Crudo") -> bool:
        """Si el otro tiene el mismo código y algún día rigen los dos."""
        se_cruzan = self.desde <= otro.hasta and otro.desde <= self.hasta
        return self.codigo == otro.codigo and se_cruzan


def leer_crudo(carpeta: Traversable | Path, nombre: str) -> Crudo:
    """Formato sin revisar de una carpeta o un ``formato.toml``; ``ErrorDeFormato`` si no abre."""
    es_carpeta = carpeta.is_dir()
    archivo = carpeta / ARCHIVO if es_carpeta or not carpeta.is_file() else carpeta
    lugar = f"{nombre}/{ARCHIVO}" if es_carpeta else nombre
    su_carpeta = carpeta if es_carpeta else Path(str(carpeta)).parent
    datos = _leer_toml(archivo, su_carpeta, lugar)
    comprobar_tamano(datos, lugar)
    nombres = {clave: datos[clave] for clave in _EN_WORD if isinstance(datos.get(clave), str)}
    del_word = [falla for clave in _EN_WORD for falla in _cargar_word(datos, clave, su_carpeta)]
    de_word = {
        clave: f"{lugar.removesuffix(ARCHIVO)}{nombre}"
        for clave, nombre in nombres.items()
        if isinstance(datos.get(clave), bytes)
    }
    fallas = [*del_word, *_cargar_imagenes(datos, "", su_carpeta)]
    fuente = ""
    if (su_carpeta / _FUENTE).is_file():
        try:
            fuente = _leer_texto(su_carpeta / _FUENTE, su_carpeta)
        except IlegibleError as error:
            fallas.append(error.falla(_FUENTE))
    return Crudo(lugar, datos, PROHIBIDOS.sub("\ufffd", fuente), tuple(fallas), de_word)


_NIVELES, _VALORES = 40, 200_000
"""Muy por encima de cualquier formato, y muy por debajo de lo que Python recorre."""


def comprobar_tamano(datos: object, lugar: str = "") -> None:
    """``ErrorDeFormato`` si unos datos anidan demasiados niveles o traen demasiados valores."""
    pendientes: list[tuple[object, int]] = [(datos, 1)]
    cuantos = 0
    while pendientes:
        valor, nivel = pendientes.pop()
        if isinstance(valor, Mapping):
            pendientes += [(contenido, nivel + 1) for contenido in valor.values()]
        elif isinstance(valor, list | tuple):
            pendientes += [(contenido, nivel + 1) for contenido in valor]
        cuantos += 1
        if nivel > _NIVELES:
            motivo = f"tiene demasiados niveles anidados; se admiten {_NIVELES}"
            raise ErrorDeFormato(Falla("limite_excedido", lugar, motivo))
        if cuantos + len(pendientes) > _VALORES:
            raise ErrorDeFormato(Falla("limite_excedido", lugar, f"trae más de {_VALORES} valores"))


def _leer(archivo: Traversable | Path, carpeta: Traversable | Path) -> bytes:
    """Un archivo de la carpeta de un formato; el catálogo puede estar dentro de un zip."""
    if isinstance(archivo, Path) and isinstance(carpeta, Path):
        return leer_archivo(archivo, [carpeta])
    try:
        return archivo.read_bytes()
    except OSError as error:
        raise ilegible(error) from None


def _leer_texto(archivo: Traversable | Path, carpeta: Traversable | Path) -> str:
    """El texto de un archivo del formato; :class:`IlegibleError` si no se lee o no es UTF-8."""
    try:
        return _leer(archivo, carpeta).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ilegible(error) from None


_PARTE_DE_CLAVE = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_CLAVE_SIN_FIN = expresion(
    rf"(?<![\w\\-]){_PARTE_DE_CLAVE}(?:[ \t]*+\.[ \t]*+{_PARTE_DE_CLAVE}){{100}}"
)
"""``a.b.c…``: ``tomllib`` tarda como el cuadrado de los puntos, y con miles acaba la memoria."""


def _leer_toml(
    archivo: Traversable | Path, carpeta: Traversable | Path, lugar: str
) -> dict[str, Any]:
    """Claves de un TOML de la carpeta de un formato; ``lugar`` lo nombra en ``ErrorDeFormato``."""
    if not archivo.is_file():
        motivo = "no existe; se esperaba la carpeta de un formato"
        raise ErrorDeFormato(Falla("formato_desconocido", lugar, motivo))
    try:
        texto = _leer_texto(archivo, carpeta)
    except IlegibleError as error:
        raise ErrorDeFormato(error.falla(lugar)) from None
    if _CLAVE_SIN_FIN.search(texto):
        motivo = "tiene una clave de más de cien puntos"
        raise ErrorDeFormato(Falla("limite_excedido", lugar, motivo))
    try:
        return tomllib.loads(texto.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        motivo = de_toml(str(error), texto)
    except RecursionError:
        motivo = "tiene demasiados niveles anidados"
    except ValueError:
        motivo = "TOML con un número de miles de cifras"
    raise ErrorDeFormato(Falla("archivo_danado", lugar, motivo))


def _cargar_imagenes(valor: Any, ruta: str, carpeta: Traversable | Path) -> Iterator[Falla]:
    """Cambia en ``valor`` el nombre de cada imagen por sus bytes; da las fallas."""
    if isinstance(valor, list):
        for indice, elemento in enumerate(valor):
            yield from _cargar_imagenes(elemento, f"{ruta}[{indice}]", carpeta)
    elif isinstance(valor, dict):
        for clave, elemento in valor.items():
            lugar = unir_ruta(ruta, clave)
            if clave != "imagen" or not isinstance(elemento, str):
                yield from _cargar_imagenes(elemento, lugar, carpeta)
            elif elemento != _DE_LA_ENTIDAD and not elemento.startswith("data:"):
                imagen, motivo = _leer_imagen(carpeta, elemento)
                # Lo que no se pudo leer se quita: ya está dicho.
                valor[clave] = imagen or _DE_LA_ENTIDAD
                if motivo:
                    yield Falla("imagen_invalida", lugar, motivo)


def _cargar_word(datos: dict[str, Any], clave: str, carpeta: Traversable | Path) -> Iterator[Falla]:
    """Cambia en ``datos`` el nombre de un Word por sus bytes; da la falla si no se puede.

    ``clave``: «membrete» o «cuerpo_en_word».
    """
    nombre = datos.get(clave)
    if isinstance(nombre, str) and not nombre.startswith("data:"):
        sujeto, codigo = _EN_WORD[clave]
        contenido, motivo = _leer_de_la_carpeta(carpeta, nombre, sujeto)
        if contenido is None:
            del datos[clave]
            yield Falla(codigo, clave, motivo)
        else:
            datos[clave] = contenido


def _leer_imagen(carpeta: Traversable | Path, nombre: str) -> tuple[bytes | None, str]:
    """Bytes de una imagen junto al formato, o nada y por qué."""
    imagen, motivo = _leer_de_la_carpeta(carpeta, nombre, "la imagen")
    no_sirve = None if imagen is None else por_que_no(imagen)
    return (None, f"{mostrar(nombre)}: {no_sirve}") if no_sirve else (imagen, motivo)


def _leer_de_la_carpeta(
    carpeta: Traversable | Path, nombre: str, sujeto: str
) -> tuple[bytes | None, str]:
    """Los bytes de un archivo junto al formato, o ``None`` y por qué; no sale de esa carpeta.

    ``sujeto``: cómo se nombra en el motivo, «la imagen».
    """
    # Sólo un nombre: un formato ajeno no lee otros archivos de la máquina.
    if not nombre or re.search(r"[/\\\0]", nombre) or nombre in {".", ".."}:
        esperado = "se esperaba el nombre de un archivo junto al formato"
        return None, f"{esperado}, llegó {mostrar(nombre)}"
    archivo = carpeta / nombre
    existe = archivo.exists() if isinstance(archivo, Path) else archivo.is_file()
    if not existe:
        return None, f"no está {sujeto} {mostrar(nombre)} junto al formato"
    try:
        return _leer(archivo, carpeta), ""
    except IlegibleError as error:
        return None, f"{sujeto} {mostrar(nombre)}: {error}"


BASE, _QUITA, _REEMPLAZA, _COLUMNA = "base", "quita", "reemplaza", "columna"
"""Las claves que sólo tiene quien hereda."""


def heredar(base: dict[str, Any], heredero: dict[str, Any]) -> tuple[dict[str, Any], list[Falla]]:
    """Datos del formato completo, y fallas de lo que quiso cambiar y la base no trae.

    Las tablas se juntan clave por clave; lo demás, lo propio va en lugar de lo de la base. Además:
    ``quita`` nombra claves de la base y partes de su cuerpo, ``reemplaza`` cambia textos iguales
    dondequiera que estén, y ``tablas.NOMBRE.columna`` cambia, quita o agrega columnas.
    """
    datos, heredero, fallas = deepcopy(base), deepcopy(heredero), list[Falla]()
    fallas += _quitar(datos, heredero.get(_QUITA, []), con_cuerpo="cuerpo" in heredero)
    fallas += _reemplazar(datos, heredero.get(_REEMPLAZA, {}))
    fallas += _cambiar_columnas(datos, heredero.get("tablas", {}))
    cambios = sin_herencia(heredero)
    # La vigencia es de cada versión, y quien parte del formato de otra entidad lo hace suyo. Con el
    # mismo comienzo de nombre, el archivo de uno reemplazaría el del otro.
    for clave in ("vigente_desde", "vigente_hasta", "entidad", "archivo"):
        datos.pop(clave, None)
    if "regimenes" in cambios:
        # Los equivalentes de la base lo son en otros regímenes que los suyos.
        datos.pop("equivalentes", None)
    return _juntar(datos, cambios), fallas


def sin_herencia(heredero: dict[str, Any]) -> dict[str, Any]:
    """Datos propios de un formato sin las claves que sólo tiene quien hereda."""
    de_heredero = {BASE, _QUITA, _REEMPLAZA}
    datos = {clave: valor for clave, valor in heredero.items() if clave not in de_heredero}
    if isinstance(datos.get("tablas"), dict):
        datos["tablas"] = {
            nombre: {c: valor for c, valor in tabla.items() if c != _COLUMNA}
            if isinstance(tabla, dict)
            else tabla
            for nombre, tabla in datos["tablas"].items()
        }
    return datos


def _juntar(base: Any, nuevo: Any) -> Any:
    """La base con lo nuevo encima; de dos diccionarios, clave por clave."""
    if not isinstance(base, dict) or not isinstance(nuevo, dict):
        return nuevo
    juntos = {c: _juntar(base[c], valor) if c in base else valor for c, valor in nuevo.items()}
    return base | juntos


def _quitar(datos: dict[str, Any], claves: Any, *, con_cuerpo: bool) -> Iterator[Falla]:
    """Quita de los datos heredados esas claves, ``libro.pie``, o partes; falla la que no está.

    ``con_cuerpo``: si el formato trae el suyo, y no hay partes que quitar.
    """
    por_ruta, fallas = _nombradas(claves, _QUITA)
    yield from fallas
    partes = dict[str, str]()
    for ruta, clave in por_ruta.items():
        *caminos, ultima = clave.split(".")
        tabla: Any = datos
        for paso in caminos:
            tabla = tabla.get(paso) if isinstance(tabla, dict) else None
        if isinstance(tabla, dict) and ultima in tabla:
            del tabla[ultima]
        elif con_cuerpo:
            motivo = f"el formato base no trae la clave {mostrar(clave)}; sólo se quitan partes de su cuerpo, y este trae el suyo"
            yield Falla("base_invalida", ruta, motivo)
        else:
            partes[ruta] = clave
    yield from _quitar_partes(datos, partes)


def _nombradas(claves: Any, lugar: str) -> tuple[dict[str, str], list[Falla]]:
    """Lo que una lista de claves nombra, cada una por su ruta, y fallas de la que no lo es."""
    if not isinstance(claves, list) or not all(isinstance(clave, str) for clave in claves):
        motivo = f"se esperaba una lista de claves, llegó {mostrar(claves)}"
        return {}, [Falla("dato_invalido", lugar, motivo)]
    repetidas = [numero for numero, clave in enumerate(claves) if clave in claves[:numero]]
    por_ruta = {f"{lugar}[{n}]": clave for n, clave in enumerate(claves) if n not in repetidas}
    return por_ruta, [
        Falla("dato_repetido", f"{lugar}[{n}]", f"ya está en la lista: {claves[n]!r}")
        for n in repetidas
    ]


def _reemplazar(datos: dict[str, Any], cambios: Any) -> Iterator[Falla]:
    """Cambia en ``datos`` unos textos por otros, dondequiera que estén; falla el que no está."""
    if not isinstance(cambios, dict) or not all(isinstance(v, str) for v in cambios.values()):
        yield Falla(
            "dato_invalido", _REEMPLAZA, "se esperaba una tabla de textos: el de la base y el suyo"
        )
        return
    textos = set(_textos(datos))
    for viejo in cambios:
        if viejo not in textos:
            pista = el_mas_parecido(viejo, sorted(textos), cutoff=0.4)
            motivo = f"el formato base no trae el texto {mostrar(viejo)}{pista}"
            yield Falla("base_invalida", _REEMPLAZA, motivo)
    for clave, valor in datos.items():
        datos[clave] = _con_textos(valor, cambios)


def _textos(valor: Any) -> Iterator[str]:
    """Todos los textos de unos datos, por hondo que estén."""
    if isinstance(valor, str):
        yield valor
    elif isinstance(valor, dict | list):
        for elemento in valor.values() if isinstance(valor, dict) else valor:
            yield from _textos(elemento)


def _con_textos(valor: Any, cambios: dict[str, str]) -> Any:
    """Los datos con unos textos cambiados por otros."""
    if isinstance(valor, str):
        return cambios.get(valor, valor)
    if isinstance(valor, list):
        return [_con_textos(elemento, cambios) for elemento in valor]
    if isinstance(valor, dict):
        return {clave: _con_textos(elemento, cambios) for clave, elemento in valor.items()}
    return valor


def _cambiar_columnas(base: dict[str, Any], tablas_propias: Any) -> Iterator[Falla]:
    """Aplica en ``base`` los cambios que el heredero pide en el ``columna`` de cada tabla suya.

    De ``tablas_propias``, las del heredero, los retira: ya no los necesita.
    """
    for nombre, tabla in tablas_propias.items() if isinstance(tablas_propias, dict) else ():
        if not isinstance(tabla, dict) or _COLUMNA not in tabla:
            continue
        cambios, lugar = tabla.pop(_COLUMNA), f"tablas.{nombre}.{_COLUMNA}"
        if cambios and "columnas" in tabla:
            motivo = "se esperaba columna, que cambia las de la base, o columnas, no ambas"
            yield Falla("formato_incoherente", lugar, motivo)
            continue
        de_la_base = _columnas_de(base, nombre)
        if not isinstance(de_la_base, list):
            yield Falla("base_invalida", lugar, f"el formato base no trae la tabla {nombre!r}")
            continue
        quita = cambios.pop(_QUITA, []) if isinstance(cambios, dict) else []
        if not isinstance(cambios, dict) or not all(isinstance(c, dict) for c in cambios.values()):
            motivo = "se esperaba una tabla por columna, con su dato por nombre"
            yield Falla("dato_invalido", lugar, motivo)
            continue
        yield from _quitar_columnas(de_la_base, quita, f"{lugar}.{_QUITA}")
        for dato, cambio in cambios.items():
            yield from _cambiar_columna(de_la_base, dato, dict(cambio), f"{lugar}.{dato}")


def _columnas_de(datos: dict[str, Any], nombre: str) -> Any:
    """Columnas que la base da a esa tabla; un diccionario vacío si no la trae."""
    for clave in ("tablas", nombre, "columnas"):
        datos = datos.get(clave, {}) if isinstance(datos, dict) else {}
    return datos


def _quitar_columnas(columnas: list[Any], datos: Any, lugar: str) -> Iterator[Falla]:
    """Quita de ``columnas`` las de esos datos; falla cada una que no está.

    ``lugar``: la ruta donde se pidió.
    """
    por_ruta, fallas = _nombradas(datos, lugar)
    yield from fallas
    sobran = set[int | None]()
    for ruta, dato in por_ruta.items():
        sobran.add(numero := _lugar_de_columna(columnas, dato))
        if numero is None:
            motivo = f"el formato base no trae la columna {mostrar(dato)}"
            yield Falla("base_invalida", ruta, motivo)
    columnas[:] = [columna for numero, columna in enumerate(columnas) if numero not in sobran]


def _cambiar_columna(
    columnas: list[Any], dato: str, cambio: dict[str, Any], lugar: str
) -> Iterator[Falla]:
    """Cambia en ``columnas`` la de un dato, o la agrega, y la pone tras o antes de otra.

    ``cambio``: lo que de ella se dice; ``lugar``: su ruta.
    """
    vecinas = {clave: cambio.pop(clave) for clave in _JUNTO_A if clave in cambio}
    numero = _lugar_de_columna(columnas, dato)
    if numero is None:
        numero = len(columnas)
        columnas.append({} if "texto" in cambio else {"dato": dato})
    columnas[numero] |= cambio
    if len(vecinas) > 1:
        yield Falla("formato_incoherente", lugar, "se esperaba tras o antes, no ambas")
        return
    for clave, vecina in vecinas.items():
        columna = columnas.pop(numero)
        junto_a = _lugar_de_columna(columnas, vecina)
        if junto_a is None:
            motivo = f"el formato no trae otra columna {mostrar(vecina)}"
            yield Falla("base_invalida", f"{lugar}.{clave}", motivo)
            junto_a = numero
        columnas.insert(junto_a + _JUNTO_A[clave], columna)


_JUNTO_A = {"tras": 1, "antes": 0}
"""Cuántos lugares después de la columna que se nombra va la que se mueve."""


def _lugar_de_columna(columnas: Sequence[Any], dato: object) -> int | None:
    """Lugar de la primera columna que muestra un dato, o que dice un texto; nada si ninguna."""
    for numero, columna in enumerate(columnas):
        claves = columna if isinstance(columna, dict) else {}
        valor = claves.get("dato", claves.get("texto"))
        valores = valor if isinstance(valor, list) else [valor]
        if dato in valores:
            return numero
    return None


_TOML = (
    (r"Expected '=' after a key in a key/value pair", "falta = después de una clave; con tildes, espacios u otros signos, la clave va entre comillas"),
    (r"Invalid value", "falta un valor, o no se entiende; un texto va entre comillas rectas, y sí o no son true y false"),
    (r"Illegal character '\\[nr]'", "falta cerrar las comillas en este renglón"),
    (r"(?:Illegal|Found invalid) character (.+)", r"un carácter de control que no se admite: \1"),
    (r"Unterminated string|Expected \"'+\"", "falta cerrar las comillas de un texto"),
    (r"Expected '(\]\]?)' at the end of .*", r"falta cerrar con \1 el nombre de una tabla"),
    (r"Unclosed array", "falta una coma, o cerrar una lista con ]"),
    (r"Unclosed inline table", "falta una coma, o cerrar con } lo que se abre con {"),
    (r"Invalid initial character for a key part", "falta una clave; entre llaves no va una coma al final ni se parte el renglón"),
    (r"Cannot overwrite a value", "ya estaba escrito antes"),
    (r"Cannot declare (.+) twice", r"\1 ya estaba escrito antes"),
    (r"Cannot (?:mutate immutable|redefine) namespace (.+)", r"\1 ya estaba completo, y no se le agrega nada"),
    (r"Duplicate inline table key (.+)", r"la clave \1 está repetida"),
    (r"Expected newline or end of document after a statement", "sobra texto después del valor; un texto va entero entre comillas, y los decimales llevan punto"),
    (r"Unescaped '\\' in a string|Invalid hex value", "una barra invertida suelta; dóblela, o use comillas simples"),
    (r"Escaped character is not a Unicode scalar value", "un escape que no es un carácter"),
    (r"Invalid date or datetime", "una fecha o una hora que no existe"),
    (r"Invalid statement", "se esperaba una clave o una [tabla]; un comentario empieza por #"),
)  # fmt: skip

_LUGAR = expresion(
    r"(?=.*\)\Z)(?P<motivo>.*) \(at (?:line (?P<linea>\d+), column (?P<columna>\d+)|.*)\)",
    re.DOTALL,
)
_CAMINO = expresion(r"\((?:'[^']*'(?:, |,)?)+\)")


def de_toml(mensaje: str, texto: str) -> str:
    """Lugar y motivo, en español, de un error de TOML: ``línea 3, columna 5: …``."""
    partes = _LUGAR.fullmatch(mensaje)
    motivo = partes["motivo"] if partes else mensaje
    linea = int(partes["linea"]) if partes and partes["linea"] else 0
    lugar = f"línea {linea}, columna {partes['columna']}" if partes and linea else "al final"
    con_puntos = _CAMINO.sub(lambda camino: ".".join(re.findall(r"'([^']*)'", camino[0])), motivo)
    explicacion = traducir(con_puntos, _TOML)
    if explicacion is None:
        renglones = texto.rstrip("\n").split("\n")
        renglon = renglones[min(linea, len(renglones)) - 1].strip()
        explicacion = f"no se entiende {mostrar(renglon)}"
    return f"{lugar}: TOML mal formado ({explicacion})"
