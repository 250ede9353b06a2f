"""Recogida de un libro: qué se escribió en cada fila de la base desde que salió.

De cada fila que lleva su marca se compara lo que dice con lo que decía al salir, celda por celda.
Antes se mira que lo que la fila muestra sea lo suyo. Si no lo es, o no lleva marca, no se toma, y
queda dicha con su texto y su lugar.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.estructura import mostrar
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.filas import FilaDeCaptura, filas_de_captura, recomendadas_de
from paac_reportes.libros.captura.lectura import FilaDeLibro, LibroLeido, en_el_libro
from paac_reportes.libros.captura.reparto import DeQuien, Reparto
from paac_reportes.libros.captura.resultado import FilaSinTomar
from paac_reportes.libros.captura.salida import FilaQueSalio
from paac_reportes.libros.captura.tablas import (
    PREVIO,
    PREVIO_ENTERO,
    Clave,
    TablaDeCaptura,
)
from paac_reportes.libros.columnas import ColumnaDelLibro
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.temas import Contenido, tema_de
from paac_reportes.textos.plano import en_plano, sin_cifras

_DE_OTRO_CORTE = {PREVIO, PREVIO_ENTERO}
"""Datos que se leen en una fila y no son de ella."""


class Base:
    """El contenido en que se reúne, con sus filas a la mano."""

    def __init__(
        self,
        contenido: Contenido,
        corte: date,
        quien: str | None = None,
        por: str | None = None,
    ) -> None:
        self.contenido, self.tema = contenido, tema_de(contenido)
        self.corte, self.quien = corte, quien
        self.oficinas = Reparto(contenido, por)
        filas = filas_de_captura(contenido, corte, quien)
        self.filas: dict[str, FilaDeCaptura] = {fila.ruta: fila for fila in filas}
        self.recomendadas = {fila.ruta: fila for fila in recomendadas_de(contenido)}
        self.todas = {**self.filas, **self.recomendadas}
        self.de_cada_oficina = agrupadas(
            (quien, ruta) for ruta in self.filas for quien in self.oficinas.de(ruta)
        )
        self.por_clave: Mapping[tuple[TablaDeCaptura, Clave], list[str]] = agrupadas(
            ((fila.tabla, fila.clave), ruta) for ruta, fila in self.todas.items()
        )

    def oficina_de(self, ruta: str) -> str | None:
        """De quién es una fila, por su lugar; de una recomendación, quien responde de ella."""
        if ruta in self.recomendadas:
            responsable: str | None = self.recomendadas[ruta].actual.responsable
            return responsable
        nombres = filter(None, map(self.oficinas.nombre, self.oficinas.de(ruta)))
        return "; ".join(nombres) or None

    def la_que_salio(self, salio: FilaQueSalio) -> tuple[str | None, bool]:
        """La fila de la base que un libro llevaba, y si dice de sí lo que decía.

        Con lo que se la reconoce está en una sola; si está en varias, es la que dice todo lo demás,
        y si en ninguna, la de su lugar que dice algo de ello: la base la cambió.
        """
        iguales = self.por_clave.get((salio.tabla, salio.clave), [])
        if len(iguales) > 1 or not any(salio.clave):
            iguales = [ruta for ruta in iguales if self._dice_lo_que_salio(ruta, salio)]
            iguales = [salio.ruta] if salio.ruta in iguales else iguales
        if len(iguales) == 1:
            return iguales[0], True
        fila = self.todas.get(salio.ruta)
        pares = zip(fila.clave, salio.clave, strict=True) if fila and not iguales else ()
        es_la_de_su_lugar = any(ahora and ahora == antes for ahora, antes in pares)
        return (salio.ruta, False) if es_la_de_su_lugar else (None, False)

    def _dice_lo_que_salio(self, ruta: str, salio: FilaQueSalio) -> bool:
        ahora = self.todas[ruta].comparables
        return all(
            ahora[dato] == salio.dice.get(dato, "") for dato in ahora if dato not in _DE_OTRO_CORTE
        )


@clases.frozen(kw_only=True, eq=False)
class Llegada:
    """Llegada de una fila de la base en un libro."""

    fila: FilaDeLibro
    salio: FilaQueSalio
    ruta: str
    orden: int
    """Orden de su libro entre los que llegaron."""
    es_igual: bool
    """Si la base dice de ella lo que decía cuando salió."""
    cambios: Mapping[str, Any]
    """Cambios de cada celda, por el camino de su dato."""

    def salio_con(self, camino: str) -> str:
        """Texto que una celda abierta decía al salir."""
        return self.salio.dice.get(f"{self.fila.reporte.raiz}.{camino}", "")


@clases.frozen(kw_only=True, eq=False)
class LibroRecogido:
    """Libro recogido: lo que trae de cada fila."""

    libro: LibroLeido
    llegadas: Sequence[Llegada]
    """De las filas suyas, también las que volvieron como salieron."""
    sin_tomar: Sequence[FilaSinTomar]
    avisos: Sequence[Aviso]
    oficina: DeQuien
    """Oficina de la mayoría de sus filas: en una base que cambió, el número puede ser otro."""

    @property
    def responde(self) -> bool:
        """Si algo se escribió en él."""
        return bool(self.sin_tomar) or any(una.cambios for una in self.llegadas)


def recoger(libro: LibroLeido, base: Base, orden: int = 0) -> LibroRecogido:
    """Recogida de cada fila de un libro."""
    recogida = _Recogida(libro, base, orden)
    llegadas = [llegada for fila in libro.filas if (llegada := recogida.llegada(fila))]
    suya = libro.procedencia.oficina
    if not libro.procedencia.por:
        rutas = [una.ruta for una in llegadas if una.ruta in base.filas]
        oficinas = Counter(quien for ruta in rutas for quien in base.oficinas.de(ruta))
        suya = max(oficinas, key=lambda cual: oficinas[cual], default=suya)
    recogida.avisar_de_las_que_faltan(llegadas)
    recogida.avisar_de_lo_que_esta_en_orden()
    return LibroRecogido(
        libro=libro,
        llegadas=llegadas,
        sin_tomar=recogida.sin_tomar,
        avisos=recogida.avisos,
        oficina=suya,
    )


class _Recogida:
    """Recogida de un libro, con lo que en ella se dice."""

    def __init__(self, libro: LibroLeido, base: Base, orden: int) -> None:
        self._libro, self._base, self._orden = libro, base, orden
        self._salida = libro.salida
        self._de_cual: dict[str, FilaDeLibro] = {
            fila.marca[1]: fila for fila in libro.filas if fila.marca
        }
        self._revueltas = {fila.tabla for fila in libro.filas if fila.marca and not fila.marca[0]}
        """Las hojas donde algo escrito no está junto a su fila."""
        self._mostraban: dict[
            tuple[TablaDeCaptura, tuple[str, ...]], dict[tuple[str, ...], list[str]]
        ] = {}
        """Por las columnas que una hoja conserva, las filas que salieron diciendo eso en ellas."""
        self.sin_tomar: list[FilaSinTomar] = []
        self.avisos: list[Aviso] = []

    def llegada(self, fila: FilaDeLibro) -> Llegada | None:
        """Llegada de una fila; ``None`` si no se toma, y entonces queda dicho."""
        cual = self._cual_es(fila)
        if cual is None:
            return None
        salio = self._salida.filas[cual]
        ruta, es_igual = self._base.la_que_salio(salio)
        if ruta is None:
            self._no_se_toma(fila, f"{self._base.tema.el} ya no tiene su fila", salio)
            return None
        self._avisar_de_lo_cerrado(fila, salio, self._base.todas[ruta])
        return Llegada(
            fila=fila,
            salio=salio,
            ruta=ruta,
            orden=self._orden,
            es_igual=es_igual,
            cambios=dict(self._cambios(fila, cual)),
        )

    # -------------------------------------------------------------- cuál es
    def _cual_es(self, fila: FilaDeLibro) -> str | None:
        """Cuál de las que salieron es una fila; ``None`` si no se sabe, y queda dicho."""
        if fila.marca is None:
            cual = self._por_lo_que_muestra(fila)
            if cual is None:
                self._no_se_toma(fila, "no lleva la identificación de ninguna fila del libro")
            return cual
        sello, cual = fila.marca
        if sello and not self._es_del_libro(fila.marca):
            self._no_se_toma(fila, "la identificación que lleva es de otro libro")
        elif sello and not self._muestra_lo_suyo(fila, cual):
            nombre = " ".join(filter(None, self._salida.filas[cual].clave))
            motivo = f"lleva la identificación de {mostrar(nombre)}, y lo que se lee no es de ella"
            self._no_se_toma(fila, motivo)
        elif not sello or any(otro != fila.abiertas for otro in self._sueltas.get(cual, ())):
            motivo = "lo escrito no está junto a la fila con que salió, o eso no se sabe"
            self._no_se_toma(fila, motivo, self._salida.filas.get(cual))
        else:
            return cual
        return None

    def _es_del_libro(self, marca: tuple[str, str]) -> bool:
        return marca[0] == self._libro.procedencia.sello and marca[1] in self._salida.filas

    @clases.propiedad_recordada
    def _sueltas(self) -> Mapping[str, Sequence[Mapping[str, str]]]:
        """Lo escrito lejos de su fila, por la marca que lleva: no concuerda, o se lee otra."""
        marcadas = ((fila, fila.marca) for fila in self._libro.filas if fila.marca)
        return agrupadas(
            (marca[1], fila.abiertas)
            for fila, marca in marcadas
            if not marca[0]
            or (
                self._es_del_libro(marca)
                and self._las_que_mostraban(fila)
                and not self._muestra_lo_suyo(fila, marca[1])
            )
        )

    def _por_lo_que_muestra(self, fila: FilaDeLibro) -> str | None:
        """Fila que salió mostrando lo mismo, si es una y está en una sola fila de la base."""
        mostraban = self._las_que_mostraban(fila)
        if len(mostraban) != 1 or mostraban[0] in self._de_cual or fila.tabla in self._revueltas:
            return None
        salio = self._salida.filas[mostraban[0]]
        en_la_base = self._base.por_clave.get((salio.tabla, salio.clave), ())
        return mostraban[0] if any(salio.clave) and len(en_la_base) == 1 else None

    def _muestra_lo_suyo(self, fila: FilaDeLibro, cual: str) -> bool:
        """Si lo que se lee en ella es con lo que se reconoce la que dice ser, y no todo de otra."""
        salio = self._salida.filas[cual]
        if salio.tabla is not fila.tabla:
            return False
        conserva = [any(dato in fila.comparables for dato in d) for d in fila.tabla.identifican]
        ternas = zip(conserva, fila.clave, salio.clave, strict=True)
        if not any(conserva) or any(esta and ve != suyo for esta, ve, suyo in ternas):
            return False
        mostraban = self._las_que_mostraban(fila)
        return not mostraban or cual in mostraban

    def _las_que_mostraban(self, fila: FilaDeLibro) -> Sequence[str]:
        """Filas que salieron diciendo lo que se lee en ella, en todas las columnas que conserva."""
        datos = tuple(fila.comparables)
        if (fila.tabla, datos) not in self._mostraban:
            self._mostraban[fila.tabla, datos] = agrupadas(
                (salio.se_ve(datos), cual)
                for cual, salio in self._salida.filas.items()
                if salio.tabla is fila.tabla
            )
        return self._mostraban[fila.tabla, datos].get(tuple(fila.comparables.values()), ())

    # -------------------------------------------------------------- qué se escribió
    def _cambios(self, fila: FilaDeLibro, cual: str) -> Iterator[tuple[str, Any]]:
        """Cambios de cada celda: lo que no dice lo que decía al salir."""
        salio = self._salida.filas[cual]
        movidas = dict[FilaQueSalio, list[ColumnaDelLibro]]()
        """Las celdas que dicen lo de otra fila, por aquella donde se pegan."""
        for columna in fila.tabla.abiertas:
            antes, ahora = salio.dice.get(columna.dato, ""), fila.abiertas.get(columna.dato)
            if ahora is None or ahora == antes:
                continue
            otra = self._ordenadas.get((fila, columna.dato))
            if otra or self._salio_en_otra(columna, ahora, cual):
                if ahora not in {"", otra and otra.dice.get(columna.dato)}:
                    movidas.setdefault(otra or salio, []).append(columna)
            elif ahora or CATALOGO.puede_faltar(columna.dato):
                if not ahora:
                    motivo = f"quedó en blanco; salió con {mostrar(antes)}"
                    self._avisar("celda_borrada", fila.fila.lugar_de(columna.dato), motivo)
                yield columna.camino, fila.reporte.valores[columna.camino]
        for donde, columnas in movidas.items():
            valores = {columna.camino: fila.reporte.valores[columna.camino] for columna in columnas}
            motivo = _SE_ORDENO if donde is not salio else _YA_NO_LO_DICE
            self._no_se_toma(fila, motivo, donde, fila.tabla.como_se_lee(valores))

    def _por_columna(
        self,
    ) -> Iterator[tuple[ColumnaDelLibro, list[tuple[FilaQueSalio, FilaDeLibro]]]]:
        """Columnas abiertas de cada hoja, con las filas que llevan su marca, como salieron."""
        marcadas = ((self._salida.filas.get(cual), fila) for cual, fila in self._de_cual.items())
        pares = sorted(((s, fila) for s, fila in marcadas if s), key=lambda par: par[0].numero)
        for tabla, de_tabla in agrupadas((fila.tabla, (s, fila)) for s, fila in pares).items():
            yield from ((columna, de_tabla) for columna in tabla.abiertas)

    @clases.propiedad_recordada
    def _ordenadas(self) -> Mapping[tuple[FilaDeLibro, str], FilaQueSalio]:
        """La fila de que es cada celda que cambió de sitio con otras de su columna.

        LibreOffice deja ordenar sola una columna abierta de una hoja protegida, y la ayuda de cada
        celda va con ella. La que se copió o se cortó no cambia de sitio con ninguna.
        """
        ordenadas = dict[tuple[FilaDeLibro, str], FilaQueSalio]()
        for columna, pares in self._por_columna():
            salieron = {salio.numero: salio for salio, _ in pares}
            vienen = {
                salio.numero: de
                for salio, fila in pares
                if (de := fila.salio_en(columna.dato)) not in {None, salio.numero}
                and not fila.se_movio_entera
            }
            redondos = _en_redondo(vienen)
            ordenadas |= {
                (fila, columna.dato): salieron[vienen[salio.numero]]
                for salio, fila in pares
                if salio.numero in redondos
            }
        return ordenadas

    def _salio_en_otra(self, columna: ColumnaDelLibro, ahora: str, cual: str) -> bool:
        """Si un texto salió en otra fila, sólo en ella, y allí ya no está."""
        if columna.opciones or CATALOGO.tipo(columna.dato) not in {str, tuple} or not ahora:
            return False
        salieron = self._salida.por_celda.get((columna.dato, ahora), [])
        if len(salieron) != 1 or salieron[0] == cual:
            return False
        otra = self._de_cual.get(salieron[0])
        return otra is None or otra.abiertas.get(columna.dato) != ahora

    # -------------------------------------------------------------- lo que se dice
    def _no_se_toma(
        self,
        fila: FilaDeLibro,
        motivo: str,
        salio: FilaQueSalio | None = None,
        valores: Mapping[str, str] | None = None,
    ) -> None:
        """Anota lo que una fila dice y no se toma, si algo se escribió en ella."""
        if valores is None and not self._dice_algo(fila):
            return
        suyas = self._salida.por_clave.get((fila.tabla, fila.clave), ())
        se_lee = self._salida.filas[suyas[0]] if len(suyas) == 1 else None
        salio = salio or se_lee
        hacer = "si es de una fila del libro, pegue su texto en ella, en uno recién salido"
        if salio is not None and self._base.la_que_salio(salio)[0] == salio.ruta:
            o_en = ""
            if valores is None and se_lee and se_lee is not salio:  # no se sabe qué se movió
                o_en = f", o en la {se_lee.lugar}, si es de lo que se lee"
            hacer = f"pegue su texto en la {salio.lugar}{o_en}, de un libro recién salido"
        self.sin_tomar.append(
            FilaSinTomar(
                libro=fila.libro,
                lugar=fila.lugar,
                motivo=f"{motivo}; {hacer}",
                valores=dict(fila.valores if valores is None else valores),
            )
        )

    def _dice_algo(self, fila: FilaDeLibro) -> bool:
        """Si en ella se escribió: lo que salió en otra ya se sabe."""
        if not self._las_que_mostraban(fila):
            return True
        return any(fila.abiertas.values()) and fila.abiertas not in self._como_salieron

    @clases.propiedad_recordada
    def _como_salieron(self) -> list[Mapping[str, str]]:
        """Textos de las celdas abiertas de las filas que algo decían."""
        return [
            {columna.dato: salio.dice.get(columna.dato, "") for columna in salio.tabla.abiertas}
            for salio in self._salida.filas.values()
            if any(columna.dato in salio.dice for columna in salio.tabla.abiertas)
        ]

    def _avisar_de_lo_cerrado(
        self, fila: FilaDeLibro, salio: FilaQueSalio, de_la_base: FilaDeCaptura
    ) -> None:
        """Avisos de lo que sólo se lee y volvió cambiado."""
        for dato, ahora in fila.comparables.items():
            antes = salio.dice.get(dato, "")
            if ahora not in {antes, de_la_base.comparables[dato]}:
                rotulo = fila.tabla.rotulos[dato]
                motivo = (
                    f"«{rotulo}» sólo se lee, y volvió cambiado; no cambia {self._base.tema.el}:"
                    f" dice {mostrar(ahora)}, y salió con {mostrar(antes)}"
                )
                self._avisar("texto_cambiado", fila.fila.lugar_de(dato), motivo)

    def avisar_de_las_que_faltan(self, llegadas: Sequence[Llegada]) -> None:
        """Avisos de las filas que salieron en el libro y no volvieron en él."""
        volvieron = {
            *(llegada.salio.ruta for llegada in llegadas),
            *(self._salida.filas[c].ruta for c in self._de_cual if c in self._salida.filas),
            *(
                self._salida.filas[cual].ruta
                for fila in self._libro.filas
                if not (fila.marca and fila.marca[0])
                for cual in self._las_que_mostraban(fila)
            ),
        }
        faltan = [salio for salio in self._salida.filas.values() if salio.ruta not in volvieron]
        if faltan:
            es_una = len(faltan) == 1
            motivo = (
                f"{len(faltan)} {'fila que salió' if es_una else 'filas que salieron'} en él no"
                f" {'está' if es_una else 'están'}: {_nombres(faltan)}"
            )
            self._avisar("filas_borradas", "", motivo)

    def avisar_de_lo_que_esta_en_orden(self) -> None:
        """Avisos de las columnas cuyos textos, de arriba abajo, van de la A a la Z o al revés.

        Por azar, una de sesenta. De ordenar sola una columna sin sus formatos no queda otro rastro.
        """
        for columna, pares in self._por_columna():
            dichos = {salio: fila.abiertas.get(columna.dato, "") for salio, fila in pares}
            textos = [en_plano(dicho) for dicho in dichos.values() if dicho]
            escritos = any(d != salio.dice.get(columna.dato, "") for salio, d in dichos.items())
            en_orden = textos in (sorted(textos), sorted(textos, reverse=True))
            son_varios = len({*map(sin_cifras, textos)}) >= _EN_ORDEN and not columna.opciones
            se_sabe = any((fila, columna.dato) in self._ordenadas for _, fila in pares)
            if escritos and en_orden and son_varios and not se_sabe:
                fila = pares[0][1].fila
                lugar = fila.tabla.lugar_de_columna(fila.columnas[columna.dato])
                self._avisar("columna_en_orden", lugar, _DE_LA_A_A_LA_Z)

    def _avisar(self, codigo: str, lugar: str, motivo: str) -> None:
        self.avisos.append(Aviso(codigo, en_el_libro(self._libro.nombre, lugar), motivo))


def _en_redondo(vienen: Mapping[int, int]) -> set[int]:
    """Números de los que, de cada uno a aquel de donde viene, se vuelve a ellos."""
    vistos, redondos = set[int](), set[int]()
    for primero in vienen:
        camino, numero = list[int](), primero
        while numero in vienen and numero not in vistos:
            vistos.add(numero)
            camino.append(numero)
            numero = vienen[numero]
        if numero in camino:
            redondos.update(camino[camino.index(numero) :])
    return redondos


_YA_NO_LO_DICE = "lo que dice salió en otra fila, que ya no lo dice"
_SE_ORDENO = "su columna se ordenó sola, y lo escrito es de otra fila"
_DE_LA_A_A_LA_Z = (
    "sus textos están en orden alfabético: si alguien ordenó sólo esa columna, cada uno quedó en"
    " otra fila"
)
_EN_ORDEN = 5
"""Textos distintos en orden que ya no son un azar."""
_NOMBRADAS, _LETRAS = 3, 60


def _nombres(filas: Sequence[FilaQueSalio]) -> str:
    largos = [" ".join(filter(None, salio.clave)) for salio in filas[:_NOMBRADAS]]
    nombres = [uno if len(uno) <= _LETRAS else f"{uno[:_LETRAS]}…" for uno in largos]
    restantes = len(filas) - len(nombres)
    return "; ".join([*nombres, f"y otras {restantes}"] if restantes else nombres)
