"""Cuál fila de la base es cada fila de un libro."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.grupos import agrupadas
from paac_reportes.libros.captura.filas import (
    FilaDeCaptura,
    filas_de_captura,
    recomendadas_de,
)
from paac_reportes.libros.captura.huellas import (
    Identificacion,
    huella_de_la_base,
)
from paac_reportes.libros.captura.lectura import FilaReportada, LibroLeido, las_primeras
from paac_reportes.libros.captura.reparto import DeQuien, Reparto
from paac_reportes.libros.captura.tablas import TablaDeCaptura, tabla_de
from paac_reportes.modelo.recorrer import en_breve, en_largo
from paac_reportes.modelo.temas import Contenido, tema_de


class Base:
    """El contenido en que se reúne, con sus filas a la mano."""

    def __init__(
        self, contenido: Contenido, corte: date, quien: str | None = None, por: str | None = None
    ) -> None:
        self.contenido, self.tema = contenido, tema_de(contenido)
        self.corte, self.quien = corte, quien
        self.oficinas = Reparto(contenido, por)
        filas = filas_de_captura(contenido, corte, quien)
        self.filas: dict[str, FilaDeCaptura] = {fila.ruta: fila for fila in filas}
        self.recomendadas = {fila.ruta: fila for fila in recomendadas_de(contenido)}
        self.por_id = {fila.actual.id: fila for fila in self.recomendadas.values()}
        """Las recomendaciones, por su ``id``."""
        self.de_cada_oficina = agrupadas(
            (quien, ruta) for ruta in self.filas for quien in self.oficinas.de(ruta)
        )
        self.huella = huella_de_la_base(self.filas.values())
        self.textos = {ruta: fila.huella for ruta, fila in self.filas.items()}
        self.por_texto = agrupadas((texto, ruta) for ruta, texto in self.textos.items())
        self._por_clave = agrupadas(
            ((fila.tabla, fila.clave), ruta) for ruta, fila in self.filas.items()
        )
        self._por_lo_que_se_ve: dict[_Columnas, dict[tuple[str, ...], list[str]]] = {}

    def iguales(self, fila: FilaReportada) -> Sequence[str]:
        """Las que tienen el código y el texto que se leen en ella, y son de su misma hoja."""
        return self._por_clave.get((fila.tabla, fila.clave), ()) if any(fila.clave) else ()

    def es_igual(self, fila: FilaReportada, ruta: str) -> bool:
        """Si ésa es una de ellas."""
        fila_de_la_base = self.filas.get(ruta)
        if (
            fila_de_la_base is None
            or fila_de_la_base.tabla is not fila.tabla
            or not any(fila.clave)
        ):
            return False
        return fila_de_la_base.clave == fila.clave

    def leidas(self, fila: FilaReportada) -> list[str]:
        """De las iguales, las que dicen lo mismo en todo lo que se ve."""
        columnas = fila.tabla, tuple(fila.comparables)
        if columnas not in self._por_lo_que_se_ve:
            de_su_hoja = ((r, f) for r, f in self.filas.items() if f.tabla is fila.tabla)
            self._por_lo_que_se_ve[columnas] = agrupadas(
                (tuple(f.comparables[dato] for dato in columnas[1]), r) for r, f in de_su_hoja
            )
        rutas = self._por_lo_que_se_ve[columnas].get(tuple(fila.comparables.values()), ())
        return [ruta for ruta in rutas if self.es_igual(fila, ruta)]

    def oficina_de(self, ruta: str) -> str | None:
        """El nombre de aquélla de que es una fila, por su lugar."""
        nombres = filter(None, map(self.oficinas.nombre, self.oficinas.de(ruta)))
        return "; ".join(nombres) or None


_Columnas = tuple[TablaDeCaptura, tuple[str, ...]]
"""Los datos de las columnas cerradas que una hoja conserva."""


Via = Literal["igual", "cambiada", "confundida", "retirada", "agregada"]


@clases.frozen(kw_only=True, eq=False)
class Reconocida:
    """Una fila de un libro y la de la base que es."""

    fila: FilaReportada
    ruta: str | None
    via: Via
    """``igual``: la base dice de ella lo que decía; ``cambiada``: dice otra cosa; ``confundida``:
    se lee como otra; ``retirada``: la base ya no la tiene; ``agregada``: nunca la tuvo."""
    ajena: bool = False
    """Si es de otra oficina que la del libro: alguien la pegó en él."""
    movida: str = ""
    """La ruta de la fila con que salió lo que está en sus celdas abiertas, si no es ella."""


@clases.frozen(kw_only=True, eq=False)
class LibroReconocido:
    """Un libro, con la fila de la base que es cada una de las suyas."""

    libro: LibroLeido
    orden: int
    """El suyo entre los que llegaron."""
    filas: Sequence[Reconocida]
    avisos: Sequence[Aviso]
    """Lo que se dice al reconocerlas."""
    oficina: DeQuien
    """La de la mayoría de sus filas: en una base que cambió, el número puede ser otro."""


def reconocer(libro: LibroLeido, base: Base, orden: int = 0) -> LibroReconocido:
    """Cada fila con la suya: por su identificación y, si no es la suya, por su código y su texto.

    Si lo que se ve es de otra fila del plan manda lo que se ve: alguien ordenó sin la columna
    escondida.
    """
    # La identificación de un trámite en la hoja de las actividades se pegó ahí: no dice nada.
    filas = (
        fila if _es_de_su_hoja(fila) else attrs.evolve(fila, identificacion=None)
        for fila in libro.filas
    )
    recuento = _Recuento(attrs.evolve(libro, filas=tuple(filas)), base)
    rutas = (una.ruta for una in recuento.filas if una.ruta is not None and not una.ajena)
    veces = Counter(quien for ruta in rutas for quien in base.oficinas.de(ruta))
    return LibroReconocido(
        libro=libro,
        orden=orden,
        filas=recuento.filas,
        avisos=_en_uno(recuento.avisos, libro.nombre),
        oficina=max(veces, key=lambda numero: veces[numero], default=libro.dependencia),
    )


_SE_DICEN = 3
"""Las filas reconocidas por su texto que se dicen una por una."""


def _en_uno(avisos: list[Aviso], libro: str) -> list[Aviso]:
    """Los mismos o, si son muchos, uno: al libro le tocaron la columna escondida."""
    if len(avisos) <= _SE_DICEN:
        return avisos
    lugares = las_primeras([f"fila {aviso.posicion.fila}" for aviso in avisos])
    motivo = (
        f"{len(avisos)} filas sin la identificación suya; se reconocieron por su código y su"
        f" texto: {lugares}"
    )
    return [Aviso("fila_reconocida", f"libro «{libro}»", motivo)]


class _Recuento:
    def __init__(self, libro: LibroLeido, base: Base) -> None:
        self._libro, self._base = libro, base
        self.avisos: list[Aviso] = []
        self._tomadas: set[str] = set()
        self._de_ruta = {
            identificacion.ruta: identificacion
            for fila in libro.filas
            if (identificacion := fila.identificacion)
        }
        veces = Counter(str(f.identificacion) for f in libro.filas if f.identificacion)
        self._repetidas = {cual for cual, cuantas in veces.items() if cuantas > 1}
        reconocidas: dict[int, Reconocida] = {}
        # Primero las seguras: lo que toman ya no lo puede tomar una dudosa.
        for paso in (
            self._exacta,
            self._de_otro_lugar,
            self._por_su_texto,
            self._por_lo_que_se_ve,
            self._de_otra_oficina,
            self._lo_que_quede,
        ):
            for numero, fila in enumerate(libro.filas):
                if numero in reconocidas:
                    continue
                if (reconocida := paso(fila)) is not None:
                    reconocidas[numero] = reconocida
                    if reconocida.ruta is not None:
                        self._tomadas.add(reconocida.ruta)
        filas = [reconocidas[numero] for numero in range(len(libro.filas))]
        oficina = self._oficina(filas)
        self.filas = [
            attrs.evolve(
                una,
                fila=self._con_lo_que_habia(una),
                ajena=self._es_ajena(una, oficina),
                movida=self._de_donde(una),
            )
            for una in filas
        ]

    def _con_lo_que_habia(self, reconocida: Reconocida) -> FilaReportada:
        """La fila; en la celda que no se entendió, lo que la base dice."""
        fila, ruta = reconocida.fila, reconocida.ruta
        if ruta is None or not fila.reporte.sin_leer:
            return fila
        return attrs.evolve(fila, reporte=fila.reporte.con_lo_de(self._base.filas[ruta].reporte))

    def _de_ella_sola(self, fila: FilaReportada) -> Identificacion | None:
        """La identificación de una fila, si ninguna otra del libro la lleva."""
        copiada = str(fila.identificacion) in self._repetidas
        return None if copiada else fila.identificacion

    def _exacta(self, fila: FilaReportada) -> Reconocida | None:
        """La que está donde estaba y dice lo que decía."""
        identificacion = fila.identificacion
        if (
            identificacion is None
            or self._base.textos.get(identificacion.ruta) != identificacion.texto
        ):
            return None
        copiada = self._de_ella_sola(fila) is None
        if copiada and not se_lee_igual(fila, self._base.filas[identificacion.ruta]):
            return None
        if self._se_ve_como_otra(fila, identificacion.ruta):
            return None
        return Reconocida(fila=fila, ruta=identificacion.ruta, via="igual")

    def _de_otro_lugar(self, fila: FilaReportada) -> Reconocida | None:
        """La que la base movió: otra, y sólo otra, dice lo mismo."""
        identificacion = self._de_ella_sola(fila)
        if (
            identificacion is None
            or self._base.textos.get(identificacion.ruta) == identificacion.texto
        ):
            return None
        rutas = [
            r for r in self._base.por_texto.get(identificacion.texto, ()) if r not in self._tomadas
        ]
        if len(rutas) != 1 or self._se_ve_como_otra(fila, rutas[0]):
            return None
        return Reconocida(fila=fila, ruta=rutas[0], via="igual")

    def _por_su_texto(self, fila: FilaReportada) -> Reconocida | None:
        """La que perdió su identificación, o lleva la de otra, y se lee como una sola."""
        if self._de_ella_sola(fila) is not None:
            return None
        de_la_suya = (
            ruta
            for ruta in self._base.leidas(fila)
            if self._libro.dependencia in self._base.oficinas.de(ruta)
        )
        iguales = list(de_la_suya)
        libres = [ruta for ruta in iguales if ruta not in self._tomadas]
        if len(iguales) != 1 or not libres:
            return None
        perdida = "lleva la de otra fila" if fila.identificacion else "perdió su identificación"
        nombre = self._base.filas[libres[0]].nombre
        motivo = f"{perdida}; se reconoció por su código y su texto: {nombre}"
        self._avisar("fila_reconocida", fila.lugar, motivo)
        return Reconocida(fila=fila, ruta=libres[0], via="igual")

    def _se_ve_como_otra(self, fila: FilaReportada, ruta: str) -> bool:
        """Si su código y su texto no son los de esa fila de la base, y sí los de otra."""
        if not self._base.es_igual(fila, ruta):
            return bool(self._base.iguales(fila))
        rutas = self._base.leidas(fila)
        return len(rutas) == 1 and rutas[0] != ruta

    def _por_lo_que_se_ve(self, fila: FilaReportada) -> Reconocida | None:
        """La que se lee como otra: es la otra, si es una y nadie la ha tomado."""
        identificacion, oficinas = self._de_ella_sola(fila), self._base.oficinas
        if identificacion is None or not self._se_ve_como_otra(fila, identificacion.ruta):
            return None
        iguales = [
            ruta
            for ruta in self._base.iguales(fila)
            if oficinas.de(ruta) == oficinas.de(identificacion.ruta) and ruta not in self._tomadas
        ]
        if len(iguales) > 1:
            rutas_leidas = {*self._base.leidas(fila)}
            iguales = [ruta for ruta in iguales if ruta in rutas_leidas]
        if len(iguales) != 1:
            return None
        nombre = self._base.filas[iguales[0]].nombre
        motivo = f"lleva la de otra fila; se reconoció por su código y su texto: {nombre}"
        self._avisar("fila_reconocida", fila.lugar, motivo)
        fila_con_la_suya = attrs.evolve(fila, identificacion=self._de_ruta.get(iguales[0]))
        return Reconocida(fila=fila_con_la_suya, ruta=iguales[0], via="igual")

    def _de_otra_oficina(self, fila: FilaReportada) -> Reconocida | None:
        """La que llegó sin identificación y se lee como una sola del plan, de otra oficina."""
        if self._libro.dependencia is None or self._de_ella_sola(fila) is not None:
            return None
        iguales = self._base.leidas(fila)
        if len(iguales) != 1 or iguales[0] in self._tomadas:
            return None
        return Reconocida(fila=fila, ruta=iguales[0], via="igual")

    def _oficina(self, filas: Iterable[Reconocida]) -> DeQuien:
        """La del libro en la base, que pudo moverla: la de las más de las filas que salieron en él.

        Si no queda ninguna, la que dice el libro, mientras la base sea la misma.
        """
        veces = Counter(
            quien
            for una in filas
            if una.ruta is not None and self._salio_en_el(una.fila)
            for quien in self._base.oficinas.de(una.ruta)
        )
        igual = self._libro.procedencia.base == self._base.huella
        la_del_libro = self._libro.dependencia if igual else None
        return max(veces, key=lambda numero: veces[numero], default=la_del_libro)

    def _salio_en_el(self, fila: FilaReportada) -> bool:
        """Si la identificación de una fila es de las que este libro llevaba."""
        identificacion = fila.identificacion
        if (
            identificacion is None
            or identificacion.procedencia.base != self._libro.procedencia.base
        ):
            return False
        return self._libro.dependencia in self._base.oficinas.de(identificacion.ruta)

    def _es_ajena(self, reconocida: Reconocida, oficina: DeQuien) -> bool:
        """Si la fila es de otra oficina; la que salió en el libro y la base movió no lo es."""
        if oficina is None or reconocida.ruta is None or self._salio_en_el(reconocida.fila):
            return False
        return oficina not in self._base.oficinas.de(reconocida.ruta)

    def _de_donde(self, reconocida: Reconocida) -> str:
        """La ruta con que salió lo escrito en ella, si no es la suya: se movió sin su fila."""
        marca, clase = reconocida.fila.marca, self._base.tema.clase
        if reconocida.ruta is None or marca is None:
            return ""
        identificacion = self._de_ella_sola(reconocida.fila)
        esperada = identificacion.breve if identificacion else en_breve(reconocida.ruta, clase)
        return "" if marca == esperada else en_largo(marca, clase) or marca

    def _lo_que_quede(self, fila: FilaReportada) -> Reconocida:
        """La que la base cambió, la que ya no tiene y la que escribió la oficina."""
        identificacion = fila.identificacion
        if identificacion is None:
            return Reconocida(fila=fila, ruta=None, via="agregada")
        copiada = self._de_ella_sola(fila) is None
        if copiada and identificacion.ruta in self._tomadas:
            return Reconocida(fila=fila, ruta=None, via="agregada")
        if identificacion.ruta in self._base.filas and identificacion.ruta not in self._tomadas:
            return Reconocida(
                fila=fila, ruta=identificacion.ruta, via=self._via(fila, identificacion)
            )
        return Reconocida(fila=fila, ruta=None, via="retirada")

    def _via(self, fila: FilaReportada, identificacion: Identificacion) -> Via:
        if self._se_ve_como_otra(fila, identificacion.ruta):
            return "confundida"
        return (
            "igual"
            if self._base.textos[identificacion.ruta] == identificacion.texto
            else "cambiada"
        )

    def _avisar(self, codigo: str, lugar: str, motivo: str) -> None:
        self.avisos.append(Aviso(codigo, f"libro «{self._libro.nombre}», {lugar}", motivo))


def _es_de_su_hoja(fila: FilaReportada) -> bool:
    identificacion = fila.identificacion
    return identificacion is None or tabla_de(fila.tabla.tema, identificacion.ruta) is fila.tabla


def se_lee_igual(fila: FilaReportada, de_la_base: FilaDeCaptura) -> bool:
    """Si lo que se ve de la fila en el libro es lo que la base dice de ella."""
    return all(dicho == de_la_base.comparables[dato] for dato, dicho in fila.comparables.items())


def diferencias(fila: FilaReportada, de_la_base: FilaDeCaptura) -> Mapping[str, tuple[str, str]]:
    """Por dato de las celdas cerradas, lo que dice la base y lo que dice el libro, si difieren."""
    return {
        dato: (de_la_base.se_ve[dato], fila.vistos.get(dato, ""))
        for dato, dicho in fila.comparables.items()
        if dicho != de_la_base.comparables[dato]
    }
