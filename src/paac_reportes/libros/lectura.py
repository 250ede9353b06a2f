"""De un libro visto a su contenido, con la celda de cada falla y lo que se cambió.

``tema_del_libro`` dice de cuál es; ``contenido_de_libro`` lo lee, con lo que lleve adentro.
``Duenos`` dice de quién es cada fila: manda lo que se lee en ella; entre los que se llaman igual,
el que era al salir, que también lo es si en su hoja cambió de nombre; en blanco, el de la fila de
arriba. Lo que no se sepa de quién es, no se lee. ``ArmadorDelContenido`` pone cada una en su lugar.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla, unir_ruta
from paac_reportes.estructura import estructurar, mostrar
from paac_reportes.lectura.archivos import carpetas_de, comprobar_version, traer_imagenes
from paac_reportes.lectura.celdas import columnas_de_menos, enlaces_sin_leer
from paac_reportes.lectura.filas.valores import en_su_fila, leer_corte, texto_que_llega
from paac_reportes.lectura.leido import ColumnaLeida, DocumentoLeido
from paac_reportes.libros.captura.resultado import conflictos_por_resolver
from paac_reportes.libros.comunes import (
    datos_sueltos,
    leer_comunes,
    poner,
)
from paac_reportes.libros.tablas import (
    COMO_SALIO,
    LISTA,
    NOTAS,
    NUMERO,
    ColumnaDelLibro,
    Nivel,
    Tabla,
    columnas_por_corte,
    huella_del_nombre,
    niveles_de,
    obligatorios_de,
    siempre_va,
    tablas_del_libro,
)
from paac_reportes.libros.vistas import (
    FilaDelLibro,
    PorArmar,
    TablaLeida,
    como_se_lee,
    dudas_de,
    filas_de_hoja,
    hojas_leidas,
    leer_fecha_o_texto,
    leer_opcion,
    tablas_leidas,
)
from paac_reportes.modelo.temas import Contenido, Tema, claves, tema
from paac_reportes.opc.paquete import ESQUEMA
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.sistema import Carpeta
from paac_reportes.textos.plano import en_plano
from paac_reportes.textos.valores import lista

# ------------------------------------------------------------------ de quién es un libro


def libro_de_un_contenido(
    documento: DocumentoVisto, origen: object, carpeta: Carpeta | None
) -> DocumentoLeido[Contenido] | None:
    """El contenido de su libro, o nada si es otro; las imágenes, junto a él o en ``carpeta``.

    ``ErrorDeEntrada`` con todas las fallas, cada una en su celda; también si es uno de captura, que
    no trae un contenido: sólo lo que alguien responde de él.
    """
    del_libro = tema_del_libro(documento)
    if del_libro is not None:
        return contenido_de_libro(documento, del_libro, carpetas_de(origen, carpeta))
    if _es_de_captura(documento):
        motivo = (
            "es un libro de captura, con lo que reporta una oficina; se reúne en el plan del que"
            " salió: paac-reportes reunir LIBRO --base DATOS (en Python, paac.reunir)"
        )
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", "", motivo))
    return None


def _es_de_captura(documento: DocumentoVisto) -> bool:
    """Si un libro es de captura: lo dice su hoja escondida, o sus propiedades."""
    de_captura = documento.propiedades.get("paac.clase") == "captura"
    return de_captura or any(parte.nombre == COMO_SALIO for parte in documento.partes)


def tema_del_libro(documento: DocumentoVisto) -> Tema | None:
    """Tema de un libro: lo dice su propiedad o, si la perdió, sus hojas y columnas."""
    if "paac.clase" in documento.propiedades:
        clase = documento.propiedades["paac.clase"]
        return tema(clase) if clase in claves() else None
    if documento.tipo != "xlsx" or ESQUEMA in documento.propiedades:
        return None
    nombres = {en_plano(parte.nombre) for parte in documento.partes}
    for uno in map(tema, claves()):
        if en_plano(uno.libro.datos) not in nombres:
            continue
        if tablas_leidas(documento, tablas_del_libro(uno)[:1], []):
            return uno
    return None


def _llevados(documento: DocumentoVisto, del_libro: Tema) -> dict[str, Tema]:
    """Temas que el libro lleva adentro, por su campo: una propiedad o su primera hoja lo dice."""
    nombres = {en_plano(parte.nombre) for parte in documento.partes}
    va_el_mapa = "paac.mapa" in documento.propiedades or "mapa de riesgos" in nombres
    return {campo: tema("mapa") for campo in del_libro.lleva if va_el_mapa}


# ------------------------------------------------------------------ lo que dice
def contenido_de_libro(
    documento: DocumentoVisto, del_libro: Tema, carpetas: Sequence[Path] = ()
) -> DocumentoLeido[Contenido]:
    """Contenido de un libro; las imágenes que nombra se buscan en ``carpetas``.

    Lanza ``ErrorDeEntrada`` con todas las fallas, cada una con su hoja y su celda.
    """
    version = documento.propiedades.get("paac.version_contrato")
    comprobar_version({"version_contrato": version} if version else {}, "este libro es más nuevo")
    avisos = [*documento.avisos, *conflictos_por_resolver(documento)]
    llevados = _llevados(documento, del_libro)
    esperadas = tuple(e for uno in (del_libro, *llevados.values()) for e in tablas_del_libro(uno))
    tablas, fallas = hojas_leidas(documento, esperadas, avisos)
    por_armar = _leer_hojas(del_libro, tablas, avisos)
    por_armar.fallas[:0] = fallas
    for campo, llevado in llevados.items():
        _poner_adentro(por_armar, campo, _leer_hojas(llevado, tablas, avisos))
    contenido = _estructurado(por_armar, carpetas)
    columnas = tuple(_columnas_leidas(tablas))
    de_siempre = [una for una in columnas if all(map(siempre_va, una.dato))]
    avisos += [*columnas_de_menos(de_siempre), *enlaces_sin_leer(documento, contenido)]
    return DocumentoLeido(
        contenido=contenido,
        avisos=tuple(avisos),
        columnas=columnas,
        lugares={ruta: lugar for ruta, lugar in por_armar.lugares.items() if lugar},
        usadas=frozenset(por_armar.siguen),
        rotulos=frozenset(
            lugar for tabla in tablas.values() for lugar in tabla.celdas_de_los_rotulos()
        ),
    )


def _leer_hojas(del_libro: Tema, tablas: Mapping[str, TablaLeida], avisos: list[Aviso]) -> PorArmar:
    """Los datos de las hojas de un contenido, por armar; avisa de las que faltan."""
    por_armar = PorArmar(del_libro, avisos)
    por_armar.datos.setdefault("entidad", {})
    hoja = del_libro.libro.datos
    por_armar.donde_irian = {u.dato: f"hoja «{hoja}»: {u.dato}" for u in datos_sueltos(del_libro)}
    for esperada in tablas_del_libro(del_libro):
        nombre = esperada.nombre
        if nombre not in tablas and nombre != del_libro.libro.imagenes:
            motivo = (
                f"no está en el libro, o está en blanco: {del_libro.el} quedó sin lo que tuviera"
            )
            por_armar.avisar("hoja_faltante", f"hoja «{nombre}»", motivo)
    ArmadorDelContenido(tablas, por_armar).armar()
    leer_comunes(tablas, por_armar)
    return por_armar


def _poner_adentro(por_armar: PorArmar, campo: str, llevado: PorArmar) -> None:
    """Pone en ``por_armar``, en ese campo, los datos, lugares y fallas de lo que lleva."""
    por_armar.datos[campo] = llevado.datos
    for suyos, de_adentro in (
        (por_armar.lugares, llevado.lugares),
        (por_armar.donde_irian, llevado.donde_irian),
    ):
        suyos |= {unir_ruta(campo, ruta): lugar for ruta, lugar in de_adentro.items()}
    por_armar.fallas += llevado.fallas
    por_armar.siguen |= llevado.siguen


def _estructurado(por_armar: PorArmar, carpetas: Sequence[Path]) -> Contenido:
    """El contenido armado; ``ErrorDeEntrada`` con todas las fallas, cada una en su celda.

    ``carpetas``: donde se buscan las imágenes.
    """
    sin_archivo = tuple(traer_imagenes(por_armar.datos, carpetas))
    fallas = [*por_armar.fallas, *_en_su_celda(sin_archivo, por_armar)]
    try:
        contenido: Contenido = estructurar(por_armar.datos, por_armar.tema.clase)
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada((*fallas, *_en_su_celda(error.fallas, por_armar))) from None
    if fallas:
        raise ErrorDeEntrada(fallas)
    return contenido


def _en_su_celda(fallas: Sequence[Falla], por_armar: PorArmar) -> Iterator[Falla]:
    """Las mismas en su celda; la de lo que no está en ninguna, en la hoja donde iría."""
    return en_su_fila(fallas, {**por_armar.donde_irian, **por_armar.lugares})


def _columnas_leidas(tablas: Mapping[str, TablaLeida]) -> Iterator[ColumnaLeida]:
    """Como qué dato se leyó cada columna del libro."""
    for tabla in tablas.values():
        for cual, rotulo in tabla.rotulos.items():
            if cual == NOTAS:
                continue
            dato, _, corte = cual.partition("@")
            yield ColumnaLeida(
                lugar=tabla.vista.lugar_de_columna(tabla.columnas[cual]),
                rotulo=rotulo,
                dato=(dato,),
                corte=leer_corte(corte) if corte else None,
            )


# ------------------------------------------------------------------ de quién es cada fila
@attrs.define(eq=False)
class Dueno:
    """Dueno de otros: dónde va, y con qué nombran lo suyo las otras hojas."""

    ruta: str
    datos: dict[str, Any]
    dueno: "Dueno | None" = None
    salio: str = ""
    """Cuál era al salir el libro: ``c0s1``."""
    huella: str = ""
    """La de cómo lo nombraban entonces las otras hojas."""
    falta: bool = False
    """Si ninguna hoja dice que lo hay, y ya es una falla."""
    numeros: dict[tuple[str, str], int] = attrs.Factory(dict)
    """El lugar de cada uno de los de una lista suya, por ella y el número que el libro le da."""

    def agregar(self, lista: str, datos: dict[str, Any], salio: str = "") -> "Dueno":
        """Otro al final de una lista suya."""
        objetos = self.datos.setdefault(lista, [])
        objetos.append(datos)
        ruta = f"{self.ruta}.{lista}" if self.ruta else lista
        return Dueno(f"{ruta}[{len(objetos) - 1}]", datos, self, salio)


class Duenos:
    """Dueños de un nivel, y a cuál se refiere una fila de otra hoja."""

    def __init__(
        self, nivel: Nivel, por_armar: PorArmar, raiz: Dueno, afuera: "Duenos | None"
    ) -> None:
        self._nivel, self._por_armar = nivel, por_armar
        self._raiz, self._afuera, self.el = raiz, afuera, nivel.nombrado.el
        self._por_nombre: dict[str, dict[tuple[str, ...], list[Dueno]]] = {}
        """Los de cada dueño de afuera, por la ruta de éste y lo que dicen los campos que los
        nombran, sin mayúsculas ni tildes."""
        self._como_salio: dict[str, Dueno] = {}
        self.anterior: Dueno | None = None
        """Dueño de la fila de arriba; ninguno, en la primera de una hoja."""
        self.es_el_de_arriba = False
        """Si la última fila lo calla y se tomó el de la de arriba."""
        self._se_declara = True
        """Si la hoja que se lee dice cuáles hay."""

    def conocer(self, objeto: Dueno, lugar: str) -> None:
        """Anota uno de los que otras filas nombran; de dos que salieron iguales, el primero.

        Avisa si cambió de número quien se nombra por él. ``lugar``: su celda.
        """
        afuera = (self._afuera and objeto.dueno) or self._raiz
        por_nombre = self._por_nombre.setdefault(afuera.ruta, {})
        for nombre in self._nombres_de(objeto):
            por_nombre.setdefault(nombre, []).append(objeto)
        primero = self._como_salio.setdefault(objeto.salio, objeto)
        numeros = (*_NUMEROS.findall(objeto.salio)[-1:], *_NUMEROS.findall(objeto.ruta)[-1:])
        if primero is objeto and not self._nombres_de(objeto) and len({*numeros}) > 1:
            antes, hoy = (int(numero) + 1 for numero in numeros)
            motivo = (
                f"era {self.el} {antes} y quedó de {hoy}; otras hojas lo nombran por su lugar:"
                " revíselas"
            )
            self._por_armar.avisar("filas_movidas", lugar, motivo)

    def _nombres_de(self, objeto: Dueno) -> set[tuple[str, ...]]:
        """Los modos de nombrar a un dueño; ninguno, si sólo lo nombra su lugar."""
        campos = [objeto.datos.get(campo) for campo in self._nivel.nombrado.campos]
        if self._nivel.nombrado.como == "campos":
            return {_plano(campos)}
        return {_plano([valor]) for valor in campos if valor}

    # -------------------------------------------------------------- el de una fila
    def de(self, fila: FilaDelLibro, *, se_declara: bool = True) -> Dueno:
        """Dueño de una fila; si calla cuál, el de la fila de arriba, que es de lo mismo.

        ``se_declara``: si la hoja de la fila dice cuáles hay, y no es la de lo que contienen.
        """
        self._se_declara = se_declara
        afuera = self._raiz if self._afuera is None else self._afuera.de(fila, se_declara=False)
        self._por_armar.usar(fila, *(columna.dato for columna in self._nivel.columnas))
        self.es_el_de_arriba = False
        dice, salio = self._lo_que_dice(fila), fila.dueno_al_salir(self._nivel.contenido.letra)
        if self._afuera is not None and _PASO.sub("", salio) != afuera.salio:
            salio = ""  # hoy es de otro el de afuera
        antes = self._como_salio.get(salio) if salio else None
        if antes is not None and self._afuera is not None and antes.dueno is not afuera:
            antes = None
        sigue_siendo = antes is not None and _plano(dice) in self._nombres_de(antes)
        if self.calla(fila) and not sigue_siendo:
            # El que no tiene hoja puede no llamarse de ningún modo: en blanco es él.
            se_hereda = self._afuera is None or self._nivel.hoja or self._afuera.es_el_de_arriba
            es_hermano = self.anterior is not None and self.anterior.dueno is afuera
            if se_hereda and (es_hermano or not self._afuera) and self.anterior:
                self.es_el_de_arriba = True
                return self.anterior
            if self._nivel.nombrado.a_veces and (se_declara or not self._por_nombre):
                return afuera
        if antes is None or not sigue_siendo:
            antes = self._hallar(fila, afuera, dice, salio, antes)
        self.anterior = antes
        return antes

    def _lo_que_dice(self, fila: FilaDelLibro) -> list[Any]:
        """Lo que una fila dice de su dueño, por columna."""
        if self._nivel.nombrado.como != "campos":
            return [leer_fecha_o_texto(fila.valor(self._nivel.columnas[0].dato))]
        return [como_se_lee(fila, c, de_su_dueno=True) for c in self._nivel.columnas]

    def _hallar(
        self, fila: FilaDelLibro, afuera: Dueno, dice: list[Any], salio: str, antes: Dueno | None
    ) -> Dueno:
        """El dueño que la fila nombra o, si nadie se llama así, el que así se llamaba al salir.

        ``dice``: los textos con que lo nombra; ``salio``: la ruta que tenía, y ``antes``, el que
        hoy está en ella; ``afuera``: quien lo lleva. El que no tiene hoja se agrega en la que lo
        declara.
        """
        nivel, nombrado = self._nivel, self._nivel.nombrado
        llamados = self._llamados(dice, afuera)
        los_hay = llamados and not llamados[0].falta
        if not nivel.hoja and (los_hay or self._se_declara):
            # El que ninguna fila que salió ha nombrado va primero, y es uno.
            suyos = [uno for uno in llamados[:1] if not uno.salio] if salio else llamados
            primero = self._el_primero(suyos) if suyos else self._nuevo(fila, afuera, dice)
            if salio:
                primero.salio = salio
                self._como_salio[salio] = primero
            return primero
        celda = fila.lugar_de(nivel.columnas[-1].dato)
        if not llamados and antes and antes.huella == huella_del_nombre(nivel.raiz, dice):
            if self._nombres_de(antes):
                motivo = (
                    f"{nombrado.el} {_juntos(dice)} ya no está en la hoja {nivel.hoja}: se leyó por"
                    " el que era"
                )
                self._por_armar.avisar("nombre_parecido", celda, motivo)
            return antes
        if los_hay and (len(llamados) == 1 or nombrado.como == "campos"):
            return self._el_primero(llamados)
        if not afuera.falta:
            self._por_armar.fallar("fila_sin_lugar", celda, self._por_que_falta(fila, afuera, dice))
        # El libro no se lee, y lo suyo también se revisa.
        if nombrado.a_veces and not self._por_nombre:
            return afuera
        se_nombra = nombrado.como == "campos" and any(_plano(dice)) and not llamados
        falta = self._nuevo(fila, afuera, dice) if se_nombra else Dueno("", {})
        falta.falta = True
        return falta

    def _por_que_falta(self, fila: FilaDelLibro, afuera: Dueno, dice: list[Any]) -> str:
        """Motivo de que no se sepa a quién nombra una fila, con la hoja que dice cuáles hay."""
        nivel, el = self._nivel, self._nivel.nombrado.el
        tablas = tablas_del_libro(self._por_armar.tema)
        declara = (tabla.nombre for tabla in tablas if nivel.contenido in tabla.sin_hoja)
        hoja = nivel.hoja or next(declara)
        motivo = f"no dice {el}, de la hoja {hoja}"
        if not self.calla(fila):
            llamados = [uno for uno in self._llamados(dice, afuera) if not uno.falta]
            esta = f"está {len(llamados)} veces" if llamados else "no está"
            motivo = f"{el} {_juntos(dice)} {esta} en la hoja {hoja}"
        if self._afuera is not None and afuera is not self._raiz:
            motivo += f", con {self._afuera.el} de esta fila"
        return motivo

    def _llamados(self, dice: list[Any], afuera: Dueno) -> list[Dueno]:
        """Los dueños que se llaman así; un texto en blanco puede ser cualquiera.

        ``dice``: los textos con que se lo nombra; ``afuera``: quien los lleva.
        """
        plano, por_nombre = _plano(dice), self._por_nombre.get(afuera.ruta, {})
        if plano in por_nombre or "" not in plano or not any(plano):
            return por_nombre.get(plano, [])
        pueden = [
            suyos
            for nombre, suyos in por_nombre.items()
            if all(a in ("", b) for a, b in zip(plano, nombre, strict=True))
        ]
        return pueden[0] if len(pueden) == 1 else []

    def _el_primero(self, llamados: Sequence[Dueno]) -> Dueno:
        """De los que se llaman así, el de la fila de arriba o el primero."""
        return next((uno for uno in llamados if uno is self.anterior), llamados[0])

    def _nuevo(self, fila: FilaDelLibro, afuera: Dueno, dice: list[Any]) -> Dueno:
        """El dueño que ninguna fila había nombrado; ``dice``: con qué lo nombra ésta."""
        nivel = self._nivel
        pares = zip(nivel.nombrado.campos, dice, strict=True)
        dichos = {campo: valor for campo, valor in pares if valor is not None}
        nuevo = afuera.agregar(nivel.contenido.nombre, dichos)
        self.conocer(nuevo, fila.lugar)
        self._por_armar.lugares[nuevo.ruta] = fila.lugar
        for campo, columna in zip(nivel.nombrado.campos, nivel.columnas, strict=True):
            if columna.dato in fila.columnas:
                self._por_armar.lugares[f"{nuevo.ruta}.{campo}"] = fila.lugar_de(columna.dato)
        return nuevo

    def calla(self, fila: FilaDelLibro) -> bool:
        """Si la fila no dice cuál es."""
        return all(fila.valor(columna.dato) is None for columna in self._nivel.columnas)


_PASO, _NUMEROS = re.compile(r"[a-z]\d+$"), re.compile(r"\d+")
"""De ``c0s1``, el último paso; de una ruta, sus números."""


def _plano(valores: Sequence[Any]) -> tuple[str, ...]:
    return tuple("" if valor is None else en_plano(str(valor)) for valor in valores)


def _juntos(valores: Sequence[Any]) -> str:
    """Lo que se dice de uno: ``1, 'Gestión del riesgo'``."""
    dichos = (valor for valor in valores if valor is not None)
    return ", ".join(str(v) if isinstance(v, date) else mostrar(v) for v in dichos)


# ------------------------------------------------------------------ cada fila en su lugar
@attrs.define
class _LoLeido:
    """Lo que una fila dice de lo suyo, y la celda de cada dato por su ruta desde él."""

    datos: dict[str, Any]
    lugares: dict[str, str]


class ArmadorDelContenido:
    """Pone lo de cada fila en su lugar."""

    def __init__(self, tablas: Mapping[str, TablaLeida], por_armar: PorArmar) -> None:
        self._por_armar = por_armar
        self._raiz = Dueno("", por_armar.datos)
        self._duenos: dict[str, Duenos] = {}
        self._por_corte: Mapping[str, Sequence[ColumnaDelLibro]] = {}
        """Las columnas de cada corte en la hoja que se lee."""
        self._hojas = [
            (una, list(_que_dicen_algo(una, filas_de_hoja(tablas, una.nombre))))
            for una in tablas_del_libro(por_armar.tema)
            if una.contenidos
        ]

    def armar(self) -> None:
        """Hoja por hoja: quien contiene va antes que lo que contiene."""
        for de_lista, filas in self._hojas:
            for duenos in self._duenos.values():
                duenos.anterior = None
            columnas = filas[0].columnas if filas else ()
            self._por_corte = columnas_por_corte(de_lista.de_corte, columnas)
            for fila in filas:
                if not de_lista.hoja.tabla:
                    self._de_una_lista(de_lista, fila)
                else:
                    self._de_una_tabla(de_lista, fila, self._dueno(de_lista.niveles, fila))

    # -------------------------------------------------------------- de quién es cada fila
    def _dueno(self, niveles: Sequence[Nivel], fila: FilaDelLibro) -> Dueno:
        """El dueño de una fila, en el último de esos niveles; avisa si es el de la de arriba."""
        if not niveles:
            return self._raiz
        dueno = self._duenos_de(niveles[-1]).de(fila)
        de_arriba = [n.nombrado.el for n in niveles if self._duenos_de(n).es_el_de_arriba]
        if de_arriba:
            motivo = f"en blanco: se tomó {lista(de_arriba)} de la fila de arriba"
            self._por_armar.avisar("dato_de_arriba", fila.lugar, motivo)
        return dueno

    def _duenos_de(self, nivel: Nivel) -> Duenos:
        """Dueños de un nivel, que se arman una vez, dentro de los del nivel de afuera."""
        if nivel.lista not in self._duenos:
            afuera = niveles_de(nivel.lista, self._por_armar.tema)[:-1]
            self._duenos[nivel.lista] = Duenos(
                nivel, self._por_armar, self._raiz, self._duenos_de(afuera[-1]) if afuera else None
            )
        return self._duenos[nivel.lista]

    # -------------------------------------------------------------- las listas
    def _de_una_lista(self, de_lista: Tabla, fila: FilaDelLibro) -> None:
        """Lee una fila de la hoja de una lista, y pone lo que dice en su dueño."""
        leido, niveles = self._leido(de_lista, fila), de_lista.niveles
        es_uno = (
            bool(leido.datos)
            or de_lista.raiz in fila.notas
            or bool(niveles and obligatorios_de(de_lista.contenido.clase))
        )
        if not es_uno and niveles and not niveles[-1].hoja:
            ultimo = niveles[-1]  # la fila puede ser sólo de quien contiene a éste
            calla = self._duenos_de(ultimo).calla(fila) and ultimo.raiz not in fila.notas
            niveles = niveles[:-1] if calla else niveles
        dueno = self._dueno(niveles, fila)
        if dueno is not self._raiz and niveles == de_lista.niveles:
            self._completar(dueno, de_lista.de_su_dueno, fila)
        if es_uno:
            self._poner_en(dueno, de_lista, fila, leido)

    def _completar(
        self, dueno: Dueno, columnas: Sequence[ColumnaDelLibro], fila: FilaDelLibro
    ) -> None:
        """Agrega a un dueño sin hoja propia los datos que la fila dice de él.

        Si otra fila ya dijo otra cosa, es una falla.
        """
        for columna in columnas:
            [campo] = columna.paso
            valor, celda = como_se_lee(fila, columna), fila.lugar_de(columna.dato)
            if valor is None:
                continue
            if dueno.datos.setdefault(campo, valor) != valor:
                antes = self._por_armar.lugares[f"{dueno.ruta}.{campo}"]
                motivo = f"dice {mostrar(valor)}, y {antes} dice {mostrar(dueno.datos[campo])}"
                self._por_armar.fallar("datos_incoherentes", celda, motivo)
            self._por_armar.usar(fila, columna.dato)
            self._por_armar.lugares.setdefault(f"{dueno.ruta}.{campo}", celda)

    def _poner_en(self, dueno: Dueno, de_lista: Tabla, fila: FilaDelLibro, leido: _LoLeido) -> None:
        """Agrega a la lista de su dueño el objeto que dice una fila, con la celda de cada dato."""
        lista_suya = self._cual_lista(de_lista, fila)
        objeto = dueno.agregar(lista_suya, leido.datos, fila.salio)
        objeto.huella = fila.huella
        self._por_armar.lugares |= {
            f"{objeto.ruta}{ruta}": lugar for ruta, lugar in leido.lugares.items()
        }
        self._numerar(de_lista, fila, objeto)
        for columna in de_lista.propias:
            if columna.camino in de_lista.hoja.nombran:
                self._nombrar(de_lista, columna, fila, objeto)
        if de_lista.propio is not None:
            self._duenos_de(de_lista.propio).conocer(objeto, fila.lugar)

    def _cual_lista(self, de_lista: Tabla, fila: FilaDelLibro) -> str:
        """En cuál de las listas de la hoja va una fila; si no lo dice, en la primera."""
        listas, escrita = de_lista.hoja.listas, fila.valor(LISTA)
        plana = en_plano(str(escrita or ""))
        for nombre, como_se_escoge in listas.items():
            if not plana or plana.startswith(en_plano(como_se_escoge).removesuffix("s")):
                return nombre
        if listas:
            motivo = f"se esperaba {' o '.join(listas.values())}, llegó {mostrar(escrita)}"
            self._por_armar.fallar("opcion_desconocida", fila.lugar_de(LISTA), motivo)
        return de_lista.contenido.nombre

    def _leido(self, de_lista: Tabla, fila: FilaDelLibro) -> _LoLeido:
        """El objeto que dice una fila, con la celda de cada dato."""
        leido = _LoLeido({}, {"": fila.lugar})
        for nota in fila.notas:
            if nota in de_lista.partes:
                poner(leido.datos, nota.split("."), {})
        propias = [c for c in de_lista.propias if c.camino not in de_lista.hoja.nombran]
        self._leer_celdas(fila, propias, leido)
        antes = f"{de_lista.raiz}.extras."
        for dato in fila.columnas if de_lista.lleva_extras else ():
            valor = fila.propio(dato) if dato.startswith(antes) else None
            if valor is not None:
                nombre = dato.removeprefix(antes)
                leido.datos.setdefault("extras", {})[nombre] = valor
                leido.lugares[f".extras.{nombre}"] = fila.lugar_de(dato)
        if de_lista.de_corte:
            self._leer_cortes(de_lista, fila, leido)
        return leido

    def _leer_celdas(
        self, fila: FilaDelLibro, columnas: Sequence[ColumnaDelLibro], leido: _LoLeido, en: str = ""
    ) -> None:
        """Agrega a ``leido`` lo que dicen esas columnas de una fila, con su celda.

        ``en``: la ruta de quien lo lleva.
        """
        for columna in columnas:
            if columna.dato not in fila.columnas:
                continue
            leido.lugares[".".join((en, *columna.paso))] = fila.lugar_de(columna.dato)
            self._por_armar.avisos += dudas_de(fila, columna)
            valor = leer_opcion(fila, columna, self._por_armar.fallas)
            if valor is not None:
                poner(leido.datos, columna.paso, valor)

    def _leer_cortes(self, de_lista: Tabla, fila: FilaDelLibro, leido: _LoLeido) -> None:
        """Agrega a ``leido`` los reportes de una fila, uno por corte; primero los anotados."""
        raiz = f"{de_lista.de_corte[0].dato.partition('.')[0]}@"
        anotados = [nota.removeprefix(raiz) for nota in fila.notas if nota.startswith(raiz)]
        seguimientos: list[dict[str, Any]] = []
        for corte in dict.fromkeys((*anotados, *self._por_corte)):
            ruta = f".{de_lista.hoja.por_corte}[{len(seguimientos)}]"
            en_el_corte = _LoLeido({}, {ruta: fila.lugar, f"{ruta}.corte": fila.lugar})
            self._leer_celdas(fila, self._por_corte.get(corte, ()), en_el_corte, ruta)
            if en_el_corte.datos or corte in anotados:
                seguimientos.append({"corte": leer_corte(corte), **en_el_corte.datos})
                leido.lugares |= en_el_corte.lugares
        if seguimientos:
            leido.datos[de_lista.hoja.por_corte] = seguimientos

    # -------------------------------------------------------------- lo que nombra otra hoja
    def _numerar(self, de_lista: Tabla, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Anota con qué número nombran otras hojas a un objeto; si no lo dice, con su lugar."""
        dueno, nombre = objeto.dueno, de_lista.contenido.nombre
        if not de_lista.hoja.numero or dueno is None:
            return
        lugar = len(dueno.datos[nombre])
        numero = str(texto_que_llega(fila.valor(NUMERO)) or lugar).strip()
        self._por_armar.usar(fila, NUMERO)
        if (nombre, numero) in dueno.numeros:
            motivo = f"{_de_quien(de_lista)} ya tiene otra fila con el número {mostrar(numero)}"
            self._por_armar.fallar("dato_repetido", fila.lugar_de(NUMERO), motivo)
        dueno.numeros.setdefault((nombre, numero), lugar)

    def _nombrar(
        self, de_lista: Tabla, columna: ColumnaDelLibro, fila: FilaDelLibro, objeto: Dueno
    ) -> None:
        """Pone en un objeto los lugares de los de otra lista que su celda nombra: ``1, 3``.

        El número que no es de ninguno es una falla.
        """
        dueno, otra_lista = objeto.dueno or self._raiz, de_lista.hoja.nombran[columna.camino]
        celda, crudo = fila.lugar_de(columna.dato), fila.valor(columna.dato)
        # Excel toma «1,2» por un número con decimales.
        texto = fila.texto(columna.dato) if isinstance(crudo, Decimal) else crudo
        numeros = list(filter(None, re.split(r"[\s,;y]+", str(texto_que_llega(texto) or ""))))
        hojas = (una.hoja for una, _ in self._hojas if una.contenido.nombre == otra_lista)
        nombre = next(hoja.nombre for hoja in hojas if not hoja.tabla)
        for numero in numeros:
            if dueno.ruta and (otra_lista, numero) not in dueno.numeros:
                motivo = f"{_de_quien(de_lista)} no tiene {mostrar(numero)} en la hoja {nombre}"
                self._por_armar.fallar("fuera_de_rango", celda, motivo)
        if numeros:
            objeto.datos[columna.camino] = [dueno.numeros.get((otra_lista, n), 1) for n in numeros]
            self._por_armar.lugares[f"{objeto.ruta}.{columna.camino}"] = celda

    # -------------------------------------------------------------- las tablas
    def _de_una_tabla(self, de_lista: Tabla, fila: FilaDelLibro, dueno: Dueno) -> None:
        """Pone en su dueño lo que dice una fila de una tabla de claves; repetirla es una falla."""
        nombre = de_lista.hoja.tabla
        tabla = dueno.datos.setdefault(nombre, {})
        for clave, valor, dato in self._respuestas(de_lista, fila):
            celda = fila.lugar_de(dato)
            if clave in tabla:
                motivo = f"{_de_quien(de_lista)} ya tiene otra fila que responde {mostrar(clave)}"
                self._por_armar.fallar("dato_repetido", celda, motivo)
            tabla[clave] = valor
            self._por_armar.lugares[f"{dueno.ruta}.{nombre}.{clave}"] = celda

    def _respuestas(self, de_lista: Tabla, fila: FilaDelLibro) -> Iterator[tuple[Any, Any, str]]:
        """Por clave, lo que dice una fila y en qué dato; la ancha trae una columna por clave."""
        if de_lista.es_ancha:
            for columna in de_lista.propias:
                valor = leer_opcion(fila, columna, self._por_armar.fallas)
                if valor is not None:
                    yield int(columna.camino), valor, columna.dato
            return
        de_la_clave, de_lo_dicho = (columna.dato for columna in de_lista.propias)
        clave, respuesta = (leer_fecha_o_texto(fila.propio(d)) for d in (de_la_clave, de_lo_dicho))
        self._por_armar.usar(fila, de_la_clave, de_lo_dicho)
        if clave is not None and respuesta is not None:
            yield clave, respuesta, de_lo_dicho
            return
        falta = fila.lugar_de(de_la_clave if clave is None else de_lo_dicho)
        dicen = " y ".join(f"«{columna.rotulo}»" for columna in de_lista.propias)
        motivo = f"una fila dice {dicen}, y falta una de las dos celdas"
        self._por_armar.fallar("dato_faltante", falta, motivo)


def _de_quien(de_lista: Tabla) -> str:
    """``el riesgo``: de quién son sus filas."""
    return de_lista.niveles[-1].nombrado.el


def _que_dicen_algo(de_lista: Tabla, filas: Sequence[FilaDelLibro]) -> Iterator[FilaDelLibro]:
    """Las filas que traen alguna celda, o anotado en la columna oculta que existen."""
    raices = {de_lista.raiz, *(rama.raiz for rama in de_lista.sin_hoja)}
    for fila in filas:
        dicen = (fila.valor(dato) is not None for dato in fila.columnas if dato != NOTAS)
        if any(dicen) or raices.intersection(fila.notas):
            yield fila
