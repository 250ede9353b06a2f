"""Los libros que vuelven, y qué se escribió en cada fila de la base desde que salieron.

``leer_libro`` lee uno con el motor de todo libro (``libros.vistas``); lo suyo es la marca de cada
fila y lo que en ella se reporta. Una fila se toma si lleva en sus dos extremos la marca de una de
su libro, que ninguna otra lleva, y lo que se lee en ella es lo de ésa: de ella se compara cada
celda con lo que decía al salir. Lo demás no se toma, y queda dicho con su texto y su lugar.
``decidir`` funde lo que traen todos con lo que dice la base, celda por celda.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.formatos.pedido import sha256_de
from paac_reportes.grupos import agrupadas, fundir
from paac_reportes.lectura.celdas import enlaces_sin_leer
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.lectura.sin_usar import Alrededor, avisos_sin_usar
from paac_reportes.libros.captura.filas import (
    FilaDeCaptura,
    Reparto,
    en_textos,
    filas_de_captura,
    recomendadas_de,
)
from paac_reportes.libros.captura.libro import (
    FilaQueSalio,
    Procedencia,
    Salida,
    salida_de,
)
from paac_reportes.libros.captura.resultado import (
    BASE,
    ClaseDeConflicto,
    Conflicto,
    FilaSinTomar,
    Nueva,
    VersionEnConflicto,
    en_el_libro,
)
from paac_reportes.libros.tablas import (
    COMO_SALIO,
    MARCAS,
    PREVIO,
    Clave,
    Reportado,
    Tabla,
    tablas_de_oficina,
)
from paac_reportes.libros.vistas import (
    FilaDelLibro,
    TablaLeida,
    dudas_de,
    hojas_leidas,
    leer_en_su_tipo,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import Contenido, tema_de
from paac_reportes.opc.visto import DocumentoVisto
from paac_reportes.textos.frases import citado
from paac_reportes.textos.valores import contar, lista

_EN_LA_AYUDA = re.compile(r", fila ([0-9]{1,7})$")


@clases.frozen(kw_only=True, eq=False)
class FilaDeLibro:
    """Una fila que volvió: de cuál dice que es y qué dicen sus celdas."""

    libro: str
    fila: FilaDelLibro
    tabla: Tabla
    reportado: Reportado
    """Valores de cada celda abierta, por su dato; la que no se entendió no está."""

    @property
    def lugar(self) -> str:
        """``hoja «Actividades», fila 14``."""
        return self.fila.lugar

    @clases.propiedad_recordada
    def marcas(self) -> frozenset[tuple[str, ...]]:
        """Cuál fila dice ser, y de qué libro: una vez si sus dos extremos concuerdan."""
        return frozenset(map(self.fila.salida, MARCAS))

    def salieron_en(self, dato: str) -> dict[int, int]:
        """Por cada fila de la hoja, aquella en que salió la celda de un dato, si su ayuda la dice.

        También fuera de la tabla.
        """
        ayudas, columna = self.fila.tabla.ayudas, self.fila.columnas[dato]
        suyas = (
            (n, _EN_LA_AYUDA.search(ayuda)) for (n, c), ayuda in ayudas.items() if c == columna
        )
        return {numero: int(dice[1]) for numero, dice in suyas if dice}

    @clases.propiedad_recordada
    def vistos(self) -> Mapping[str, str]:
        """Textos de cada columna cerrada que el libro conserva, por su dato."""
        datos = (columna.dato for columna in self.tabla.cerradas)
        return {dato: self.fila.texto(dato) for dato in datos if dato in self.fila.columnas}

    @clases.propiedad_recordada
    def comparables(self) -> Mapping[str, str]:
        """Textos de las celdas cerradas, sin lo que un libro no conserva."""
        return en_textos(self.vistos)

    @clases.propiedad_recordada
    def abiertas(self) -> Mapping[str, str]:
        """Textos de las celdas abiertas; la que no se entendió no está."""
        return en_textos(self.reportado)

    @clases.propiedad_recordada
    def en_las_marcas(self) -> dict[str, str]:
        """Lo que alguien escribió en las columnas que dicen cuál es, por el rótulo de cada una."""
        marcas = {marca.rotulo: marca.dato for marca in self.tabla.escondidas}
        rayadas = {r: self.fila.texto(d) for r, d in marcas.items() if not self.fila.salida(d)}
        return {rotulo: texto for rotulo, texto in rayadas.items() if texto.strip()}

    @property
    def valores(self) -> dict[str, str]:
        """Textos de la fila, como se ven, por el rótulo de cada celda."""
        textos = {c.rotulo: self.fila.texto(c.dato) for c in self.tabla.columnas}
        return self.en_las_marcas | {r: texto for r, texto in textos.items() if texto.strip()}


@clases.frozen(kw_only=True, eq=False)
class LibroLeido:
    """Un libro entero."""

    nombre: str
    salida: Salida
    filas: tuple[FilaDeLibro, ...]
    avisos: tuple[Aviso, ...] = ()

    @property
    def procedencia(self) -> Procedencia:
        """De qué es."""
        return self.salida.procedencia


def leer_libro(nombre: str, documento: DocumentoVisto) -> LibroLeido:
    """El libro que volvió, leído; ``ErrorDeEntrada`` si no es de captura o no trae lo suyo."""
    salida = salida_de(documento)
    if salida is None:
        motivo = (
            "no es un libro de captura, o perdió la hoja escondida que dice cómo salió: se esperaba"
            " uno de los que escribe capturar; pase lo suyo a uno recién salido"
        )
        raise ErrorDeEntrada(Falla("archivo_de_otra_clase", f"libro «{nombre}»", motivo))
    sin_valor = {a.ruta for a in documento.avisos if a.codigo in _SIN_VALOR}
    avisos = list(documento.avisos)
    salieron = {fila.tabla for fila in salida.filas.values()}
    tablas = {t.nombre: t for t in tablas_de_oficina(salida.procedencia.tema) if t in salieron}
    halladas, fallas = hojas_leidas(documento, [*tablas.values()], avisos)
    if not fallas and (faltan := [titulo for titulo in tablas if titulo not in halladas]):
        motivo = f"no está la hoja {' ni '.join(map(citado, faltan))}, que se llena"
        fallas.append(Falla("columna_no_hallada", "", motivo))
    if fallas:
        raise ErrorDeEntrada(falla.en(en_el_libro(nombre, falla.ruta)) for falla in fallas)
    filas = tuple(
        FilaDeLibro(
            libro=nombre,
            fila=fila,
            tabla=tablas[titulo],
            reportado=dict(_reportado_en(fila, tablas[titulo], sin_valor, avisos)),
        )
        for titulo, hallada in halladas.items()
        for fila in hallada.filas
    )
    abiertas = {una.fila.lugar_de(columna.dato) for una in filas for columna in una.tabla.abiertas}
    avisos += enlaces_sin_leer(documento, [(una.vistos, una.reportado) for una in filas])
    avisos += _sin_usar(documento, [*halladas.values()], salida, avisos)
    return LibroLeido(
        nombre=nombre,
        salida=salida,
        filas=filas,
        avisos=tuple(
            aviso.en(en_el_libro(nombre, aviso.ruta))
            for aviso in avisos
            # Las del progreso son nuestras: se dice la de una celda que se llena.
            if aviso.codigo != "formula_sin_resultado" or aviso.ruta in abiertas
        ),
    )


_SIN_VALOR = {"valor_de_error", "formula_sin_resultado"}
"""Las celdas que se ven en blanco, y nadie borró lo que decían."""


def _reportado_en(
    fila: FilaDelLibro,
    tabla: Tabla,
    sin_valor: Collection[str],
    avisos: list[Aviso],
) -> Iterator[tuple[str, Any]]:
    """El dato y el valor de cada celda que se llena; la que no se entiende, no está, con aviso.

    ``sin_valor``: las celdas con un error o una fórmula sin resultado, que tampoco están.
    """
    for columna in tabla.abiertas:
        lugar, fallas = fila.lugar_de(columna.dato), list[Falla]()
        valor = leer_en_su_tipo(fila, columna, fallas)
        if valor is not None:
            avisos += dudas_de(fila, columna)
        for falla in fallas:
            motivo = f"{falla.mensaje}; la celda no se tomó"
            dicho = (falla.ruta, motivo, falla.posicion, falla.datos)
            avisos.append(Aviso("celda_ilegible", *dicho, peso="por_fuera"))
        if not fallas and lugar not in sin_valor:
            yield columna.dato, CATALOGO.en_blanco(columna.dato) if valor is None else valor


def _sin_usar(
    documento: DocumentoVisto, tablas: Collection[TablaLeida], salida: Salida, avisos: list[Aviso]
) -> Iterator[Aviso]:
    """Avisos de lo que alguien escribió en el libro fuera de las columnas que se leen.

    ``salida``: cómo salió, para no avisar de eso.
    """
    sobran = {id(tabla.vista): tabla.lo_que_sobra() for tabla in tablas}
    partes = tuple(
        attrs.evolve(
            parte, bloques=tuple(sobran.get(id(bloque), bloque) for bloque in parte.bloques)
        )
        for parte in documento.partes
    )
    sin_contenido: Any = None
    leido = DocumentoLeido(contenido=sin_contenido, avisos=tuple(avisos))
    alrededor = Alrededor(
        es_copia=lambda parte, _: parte.oculta or parte.nombre == COMO_SALIO,
        salieron=lambda: salida.textos,
    )
    # El encabezado de una página no es de las celdas, y puede no haber cabido entero.
    sin_leer = attrs.evolve(documento, partes=partes, encabezados=())
    return avisos_sin_usar(sin_leer, leido, alrededor)


# ------------------------------------------------------------------ de qué fila de la base es
class Base:
    """El contenido en que se reúne, con sus filas a la mano."""

    def __init__(
        self,
        contenido: Contenido,
        corte: date,
        por: str | None = None,
    ) -> None:
        self.contenido, self.tema, self.corte = contenido, tema_de(contenido), corte
        self.oficinas = Reparto(contenido, por)
        filas = filas_de_captura(contenido, corte)
        self.filas: dict[str, FilaDeCaptura] = {fila.ruta: fila for fila in filas}
        self.recomendadas = {fila.ruta: fila for fila in recomendadas_de(contenido)}
        self.todas = {**self.filas, **self.recomendadas}
        self.de_cada_oficina = self.oficinas.reparten(self.filas.values())
        self._por_clave: Mapping[tuple[Tabla, Clave], list[str]] = agrupadas(
            ((fila.tabla, fila.clave), ruta) for ruta, fila in self.todas.items()
        )

    def oficina_de(self, ruta: str) -> str | None:
        """De quién es una fila; de una recomendación, quién la responde; ``None`` si de nadie."""
        if ruta in self.recomendadas:
            responsable: str | None = self.recomendadas[ruta].actual.responsable
            return responsable
        nombres = filter(None, map(self.oficinas.nombre, self.oficinas.de(ruta)))
        return "; ".join(nombres) or None

    def la_que_salio(self, salio: FilaQueSalio) -> str | None:
        """Lugar en la base de una fila que un libro llevaba; ``None`` si ya no se sabe cuál es.

        Con lo que se la reconoce está en una sola o, si está en varias, en su lugar, y dice lo que
        decía.
        """
        iguales = self._por_clave.get((salio.tabla, salio.clave), [])
        if len(iguales) == 1 and any(salio.clave):
            return iguales[0]
        if salio.ruta not in iguales:
            return None
        ahora = self.todas[salio.ruta].comparables.items()
        es_ella = all(dato == PREVIO or dice == salio.dice.get(dato, "") for dato, dice in ahora)
        return salio.ruta if es_ella else None


# ------------------------------------------------------------------ lo que trae un libro
@clases.frozen(kw_only=True, eq=False)
class Llegada:
    """Llegada de una fila de la base en un libro."""

    fila: FilaDeLibro
    salio: FilaQueSalio
    ruta: str
    orden: int
    """Orden de su libro entre los que llegaron."""
    cambios: Mapping[str, Any]
    """Cambios de cada celda, por su dato."""


class LibroRecogido:
    """Libro recogido: lo que trae de cada fila de la base, y lo que de él se dice."""

    def __init__(self, libro: LibroLeido, base: Base, orden: int = 0) -> None:
        self.libro, self._base, self._orden = libro, base, orden
        self._salida = libro.salida
        self._veces = Counter(marca for fila in libro.filas for marca in fila.marcas)
        self._mostraban = dict[Tabla, Mapping[tuple[str, ...], list[FilaQueSalio]]]()
        """Las filas que salieron de cada hoja, por lo que decían en las columnas que conserva."""
        self.sin_tomar: list[FilaSinTomar] = []
        self.avisos: list[Aviso] = []
        self.llegadas = [*self._llegadas()]
        """Las de las filas suyas, también las que volvieron como salieron."""
        self.del_plan = [una for una in self.llegadas if una.ruta in base.filas]
        """Sin las de lo que se le recomendó."""
        oficinas = Counter(quien for una in self.del_plan for quien in base.oficinas.de(una.ruta))
        suya = libro.procedencia.oficina
        if not libro.procedencia.por:
            suya = max(oficinas, key=lambda cual: oficinas[cual], default=suya)
        self.oficina = suya
        """La de la mayoría de sus filas: en una base que cambió, el número puede ser otro."""

    @property
    def con_reporte(self) -> int:
        """Cuántas de ellas dicen algo, escrito en él o con que salió."""
        return len({u.ruta for u in self.del_plan if any(u.fila.abiertas.values())})

    def _llegadas(self) -> Iterator[Llegada]:
        """Llegadas de las filas que se toman; las demás quedan dichas."""
        pares = [(fila, salio) for fila in self.libro.filas if (salio := self._la_suya(fila))]
        corridas = {*_corridas(pares)}
        for fila, salio in pares:
            ruta = self._base.la_que_salio(salio)
            if ruta is None:
                self._anotar_no_tomada(fila, f"{self._base.tema.el} {_YA_NO_ESTA}")
                continue
            self._avisar_de_lo_cerrado(fila, salio, self._base.todas[ruta])
            cambios = dict(self._cambios(fila, salio))
            if movidas := {d: cambios.pop(d) for d in [*cambios] if (fila.tabla, d) in corridas}:
                valores = {d: valor for d, valor in movidas.items() if fila.abiertas[d]}
                self._anotar_no_tomada(fila, _DE_OTRA_FILA, fila.tabla.como_se_lee(valores))
            yield Llegada(fila=fila, salio=salio, ruta=ruta, orden=self._orden, cambios=cambios)
        self._avisar_de_las_que_faltan()

    # -------------------------------------------------------------- cuál es
    def _la_suya(self, fila: FilaDeLibro) -> FilaQueSalio | None:
        """Cuál de las que salieron es una fila; ``None`` si no se sabe, y queda dicho."""
        [marca, *otras] = fila.marcas
        salio = None if otras else self._salida.filas.get(marca)
        if salio is None:
            self._anotar_no_tomada(fila, _SIN_MARCA)
        elif self._veces[marca] > 1:
            self._anotar_no_tomada(fila, _DOS_VECES)
        elif not self._muestra_lo_suyo(fila, salio):
            self._anotar_no_tomada(fila, _NO_ES_ELLA)
        else:
            return salio
        return None

    def _muestra_lo_suyo(self, fila: FilaDeLibro, salio: FilaQueSalio) -> bool:
        """Si una fila conserva con qué reconocerla, y no es otra pegada en su lugar.

        ``salio``: cómo salió la de su marca.
        """
        if salio.tabla is not fila.tabla:
            return False
        conserva = [any(dato in fila.comparables for dato in d) for d in fila.tabla.identifican]
        ternas = zip(conserva, fila.tabla.clave_de(fila.comparables), salio.clave, strict=True)
        # De la que salió sin nada con que reconocerla basta su identificación.
        perdio_todo = any(salio.clave) and not any(conserva)
        if perdio_todo or any(esta and ve != suyo for esta, ve, suyo in ternas):
            return False
        mostraban = self._las_que_mostraban(fila)
        return not mostraban or salio in mostraban

    def _las_que_mostraban(self, fila: FilaDeLibro) -> Sequence[FilaQueSalio]:
        """Filas que salieron diciendo lo que se lee en ella, en todas las columnas que conserva."""
        if fila.tabla not in self._mostraban:
            self._mostraban[fila.tabla] = agrupadas(
                (salio.se_ve(fila.comparables), salio)
                for salio in self._salida.filas.values()
                if salio.tabla is fila.tabla
            )
        return self._mostraban[fila.tabla].get(tuple(fila.comparables.values()), ())

    # -------------------------------------------------------------- qué se escribió
    def _cambios(self, fila: FilaDeLibro, salio: FilaQueSalio) -> Iterator[tuple[str, Any]]:
        """El dato y el valor de cada celda que cambió desde la salida; avisa de las borradas."""
        for columna in fila.tabla.abiertas:
            antes, ahora = salio.dice.get(columna.dato, ""), fila.abiertas.get(columna.dato)
            if ahora is None or ahora == antes:
                continue
            if not ahora:
                if not CATALOGO.puede_faltar(columna.dato):
                    continue
                motivo = f"quedó en blanco; salió con {mostrar(antes)}"
                self._avisar("celda_borrada", fila.fila.lugar_de(columna.dato), motivo)
            yield columna.dato, fila.reportado[columna.dato]

    # -------------------------------------------------------------- lo que se dice
    def _anotar_no_tomada(
        self, fila: FilaDeLibro, motivo: str, valores: Mapping[str, str] | None = None
    ) -> None:
        """Anota, con su motivo, una fila que no se toma, si algo se escribió en ella."""
        if self._dice_algo(fila) if valores is None else valores:
            self.sin_tomar.append(
                FilaSinTomar(
                    libro=fila.libro,
                    lugar=fila.lugar,
                    motivo=f"{motivo}; {_QUE_HACER}",
                    valores=dict(fila.valores if valores is None else valores),
                )
            )

    def _dice_algo(self, fila: FilaDeLibro) -> bool:
        """Si en una fila se escribió algo que no estuviera ya en una de las que salieron."""
        if fila.en_las_marcas or not self._las_que_mostraban(fila):
            return True
        dice = {dato: texto for dato, texto in fila.abiertas.items() if texto}
        return bool(dice) and not any(
            all(salio.dice.get(dato) == texto for dato, texto in dice.items())
            for salio in self._salida.filas.values()
        )

    def _avisar_de_lo_cerrado(
        self, fila: FilaDeLibro, salio: FilaQueSalio, de_la_base: FilaDeCaptura
    ) -> None:
        """Avisa de las columnas que sólo se leen y volvieron cambiadas.

        No, si dicen lo que hoy dice la base.
        """
        for dato, ahora in fila.comparables.items():
            antes = salio.dice.get(dato, "")
            if ahora not in {antes, de_la_base.comparables[dato]}:
                rotulo = fila.tabla.rotulos[dato]
                motivo = (
                    f"«{rotulo}» sólo se lee, y volvió cambiado; no cambia {self._base.tema.el}:"
                    f" dice {mostrar(ahora)}, y salió con {mostrar(antes)}"
                )
                self._avisar("texto_cambiado", fila.fila.lugar_de(dato), motivo)

    def _avisar_de_las_que_faltan(self) -> None:
        """Avisos de las filas que salieron en el libro y cuya marca no volvió en él."""
        faltan = [s for marca, s in self._salida.filas.items() if marca not in self._veces]
        if faltan:
            cuantas = contar(len(faltan), "fila que no está", "filas que no están")
            nombres = [
                f"«{' '.join(filter(None, s.clave))[:60]}»" for s in faltan[:_FILAS_QUE_SE_NOMBRAN]
            ]
            otras = "…" if len(faltan) > _FILAS_QUE_SE_NOMBRAN else ""
            motivo = f"salió con {cuantas}: {', '.join(nombres)}{otras}"
            self._avisar("filas_borradas", "", motivo)

    def _avisar(self, codigo: str, lugar: str, motivo: str) -> None:
        self.avisos.append(Aviso(codigo, en_el_libro(self.libro.nombre, lugar), motivo))


def _corridas(pares: Sequence[tuple[FilaDeLibro, FilaQueSalio]]) -> Iterator[tuple[Tabla, str]]:
    """Columnas abiertas, por su hoja y su dato, que se corrieron o dicen lo de otra fila.

    Sin ayuda que lo diga, una celda es de la fila que salió con su texto y ya no lo tiene.
    """
    for tabla, de_la_hoja in agrupadas((par[0].tabla, par) for par in pares).items():
        corridas = _columnas_corridas([c.dato for c in tabla.abiertas], de_la_hoja)
        for columna in tabla.abiertas:
            dicen = {salio: fila.abiertas.get(columna.dato, "") for fila, salio in de_la_hoja}
            es_un_texto = not columna.opciones and CATALOGO.tipo(columna.dato) in {str, tuple}
            decian = agrupadas(
                (salio.dice[columna.dato], salio)
                for salio in dicen
                if es_un_texto and columna.dato in salio.dice
            )
            duenos = ((salio, dice, decian.get(dice, ())) for salio, dice in dicen.items())
            de_otra = any(
                len(suyos) == 1 and suyos[0] is not salio and dicen[suyos[0]] != dice
                for salio, dice, suyos in duenos
            )
            if de_otra or columna.dato in corridas:
                yield tabla, columna.dato


def _columnas_corridas(
    datos: Sequence[str], de_la_hoja: Sequence[tuple[FilaDeLibro, FilaQueSalio]]
) -> Collection[str]:
    """Columnas abiertas de una hoja, por su dato, que según sus ayudas se corrieron.

    LibreOffice deja ordenar sola una de una hoja protegida, y sin protección se corren sus celdas:
    la ayuda de cada celda dice la fila en que salió, y va con ella. Al ordenar filas, Excel las
    deja en su sitio; si de unas columnas se ve lo uno y de otras lo otro, no se sabe de ninguna.
    """
    primera, _ = de_la_hoja[0]
    salieron = {fila.fila.numero: salio.numero for fila, salio in de_la_hoja}
    corridas: list[str] = []
    quietas: list[str] = []
    for dato in datos:
        dicen = primera.salieron_en(dato)
        if not _son_de(dicen, salieron):
            corridas.append(dato)
        if _son_de(dicen, {numero: primera.fila.tabla.lugar_de(numero).fila for numero in dicen}):
            quietas.append(dato)
    if len(quietas) == len(datos):
        return ()
    se_ordeno = any(fila.fila.lugar.fila != salio.numero for fila, salio in de_la_hoja)
    return datos if corridas and quietas and se_ordeno else corridas


def _son_de(dicen: Mapping[int, int], filas: Mapping[int, int | None]) -> bool:
    """Si cada ayuda de una columna dice su fila; la de una celda copiada sigue donde estaba."""
    estan = {*dicen.values()}
    quietas = {None, *(fila for numero, fila in filas.items() if dicen.get(numero) == fila)}
    return all(
        dicen.get(numero) == fila or (dicen.get(numero) in quietas and fila not in estan)
        for numero, fila in filas.items()
    )


_FILAS_QUE_SE_NOMBRAN = 5
_SIN_MARCA = "no lleva a lado y lado la identificación de una fila del libro"
_YA_NO_ESTA = "ya no la tiene, o cambió lo que la identifica"
_DOS_VECES = "otra fila lleva su misma identificación"
_NO_ES_ELLA = "lo que se lee en ella no es de la fila que dice su identificación"
_DE_OTRA_FILA = "lo escrito es de otra fila: su columna se ordenó sola, o sus celdas se corrieron"
_QUE_HACER = "pegue su texto en su fila, en un libro recién salido"


# ------------------------------------------------------------------ lo nuevo y lo que choca
@clases.frozen(kw_only=True, eq=False)
class Disputa:
    """Un conflicto, y el valor que cada opción deja en la celda."""

    conflicto: Conflicto
    dato: str
    valores: Mapping[str, Any]


def decidir(recogidos: Sequence[LibroRecogido], base: Base) -> Iterator[Nueva | Disputa]:
    """Decisiones de cada fila de la base con lo que traen los libros: lo nuevo o lo que choca."""
    por_ruta = agrupadas(
        (llegada.ruta, llegada) for recogido in recogidos for llegada in recogido.llegadas
    )
    for ruta, fila in base.todas.items():
        tomadas: dict[str, Llegada] = {}
        for dato, dice in fila.abiertas.items():
            traen = [una for una in por_ruta.get(ruta, ()) if dato in una.cambios]
            llegan = [(una.salio.dice.get(dato, ""), una.fila.abiertas[dato]) for una in traen]
            queda, chocan = fundir(dice, llegan)
            if chocan:
                yield _disputa(fila, dato, traen, base)
            elif queda != dice:
                tomadas[dato] = traen[0]
        if tomadas:
            yield Nueva(
                ruta=ruta,
                dependencia=base.oficina_de(ruta),
                nombre=fila.nombre,
                libro=lista([*dict.fromkeys(una.fila.libro for una in tomadas.values())]),
                lugar=lista([*dict.fromkeys(una.fila.lugar for una in tomadas.values())]),
                reporte={**fila.reportado, **{d: una.cambios[d] for d, una in tomadas.items()}},
                antes=fila.reportado,
            )


def _disputa(fila: FilaDeCaptura, dato: str, traen: Sequence[Llegada], base: Base) -> Disputa:
    """La disputa de una celda, con un lado por cada cosa distinta que se dice.

    ``traen``: lo que llegó de cada libro para ese dato.
    """
    distintas: dict[str, Llegada] = {}
    for llegada in sorted(traen, key=lambda llegada: llegada.fila.libro):
        distintas.setdefault(llegada.fila.abiertas[dato], llegada)
    clase: ClaseDeConflicto = "dos_libros" if len(distintas) > 1 else "base_cambiada"
    ultimos = {u.fila.abiertas[dato]: u.orden for u in sorted(traen, key=lambda u: u.orden)}
    de_la_base = fila.tabla.como_se_lee({dato: fila.reportado[dato]})
    versiones = [
        VersionEnConflicto(opcion=BASE, valores=de_la_base),
        *(
            VersionEnConflicto(
                opcion=una.fila.libro,
                lugar=una.fila.lugar,
                valores=fila.tabla.como_se_lee({dato: una.cambios[dato]}),
                orden=ultimos[texto],
            )
            for texto, una in distintas.items()
        ),
    ]
    # Entre dos libros, lo que se respondió sigue en pie aunque la base ya lo diga.
    lados = [(u.opcion, u.valores) for u in (versiones[1:] if len(distintas) > 1 else versiones)]
    _, _, camino = dato.partition(".")
    huella = sha256_de(repr((camino, lados)).encode("utf-8", "surrogatepass"))[:6]
    return Disputa(
        conflicto=Conflicto(
            id=f"{clase}-{fila.lugar.breve}-{huella}",
            clase=clase,
            ruta=fila.ruta,
            dependencia=base.oficina_de(fila.ruta),
            nombre=fila.nombre,
            versiones=tuple(versiones),
        ),
        dato=dato,
        valores={una.fila.libro: una.cambios[dato] for una in traen},
    )
