"""De quién es cada fila de un libro: a cuál de los ya leídos se refiere lo que dice de su dueño.

A uno lo nombra un nombre que sólo es suyo, o lo que dicen unos campos suyos, según lo declare su
hoja; lo que no se sepa de quién es, se dice y no se lee.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Literal

import attrs

from paac_reportes.estructura import mostrar
from paac_reportes.libros.listas import CLAVE, Nivel, huella_de
from paac_reportes.libros.por_armar import PorArmar
from paac_reportes.libros.valores import como_se_lee
from paac_reportes.libros.vistas import FilaDelLibro, leer_fecha_o_texto
from paac_reportes.textos.plano import en_plano


@attrs.define(eq=False)
class Dueno:
    """Dueño de otros: dónde va, y con qué nombran lo suyo las otras hojas."""

    ruta: str
    datos: dict[str, Any]
    dueno: "Dueno | None" = None
    numeros: dict[tuple[str, str], int] = attrs.Factory(dict)
    """El lugar de cada uno de los de una lista suya, por ella y el número que el libro le da."""
    iguales: "dict[tuple[str, Hashable], dict[str, Dueno]]" = attrs.Factory(dict)
    """Dueños de una lista suya que dicen lo mismo, por ella y sus textos, y por cuál de ellos."""

    def ruta_de(self, lista: str) -> str:
        """Ruta de una lista suya."""
        return f"{self.ruta}.{lista}" if self.ruta else lista

    def agregar(self, lista: str, datos: dict[str, Any]) -> "Dueno":
        """Otro al final de una lista suya."""
        objetos = self.datos.setdefault(lista, [])
        objetos.append(datos)
        return Dueno(f"{self.ruta_de(lista)}[{len(objetos) - 1}]", datos, self)


def nota_de(fila: FilaDelLibro, antes: str) -> str:
    """Resto de la nota de la fila que empieza así; vacío si no la hay."""
    return next((n.removeprefix(antes) for n in fila.notas if n.startswith(antes)), "")


class Duenos(ABC):
    """Dueños de una lista, y a cuál se refiere una fila de otra hoja."""

    def __init__(
        self, nivel: Nivel, por_armar: PorArmar, raiz: Dueno, afuera: "Duenos | None"
    ) -> None:
        self._nivel, self._por_armar = nivel, por_armar
        self._raiz, self._afuera = raiz, afuera
        self.el = nivel.nombrado.el
        self._nombre = self.el.partition(" ")[2]
        self._o = "a" if self.el.startswith("la ") else "o"
        self.anterior: Dueno | None = None
        """Dueño de la fila de arriba."""
        self.es_el_de_arriba = False
        """Si la última fila lo calla y se tomó el de la de arriba."""

    @abstractmethod
    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Anotación de uno de su propia hoja."""

    @abstractmethod
    def _hallar(self, fila: FilaDelLibro, afuera: Dueno) -> Dueno | None:
        """De los de uno, el que la fila nombra; ``None``, y la falla dicha, si no se sabe."""

    def de(self, fila: FilaDelLibro) -> Dueno | None:
        """Dueño de una fila; si calla cuál, el de la fila de arriba, que es de lo mismo."""
        afuera = self._raiz if self._afuera is None else self._afuera.de(fila)
        self._por_armar.usar(fila, *(columna.dato for columna in self._nivel.columnas))
        if afuera is None:
            self.es_el_de_arriba = False
            return None
        # El que no tiene hoja puede no llamarse de ningún modo: en blanco es él.
        se_hereda = self._afuera is None or self._nivel.hoja or self._afuera.es_el_de_arriba
        hay_arriba = self.anterior is not None and (
            self._afuera is None or self.anterior.dueno is afuera
        )
        self.es_el_de_arriba = bool(se_hereda and hay_arriba and self.calla(fila))
        objeto = self.anterior if self.es_el_de_arriba else self._hallar(fila, afuera)
        self.anterior = objeto or self.anterior
        return objeto

    def _comparar_con_antes(
        self, nombre: str, hoy: Dueno | Literal[False], antes: Sequence[Dueno], celda: str
    ) -> None:
        """Lo que se llamaba así cuando el libro salió, y hoy se llama de otro modo, se dice."""
        if len(antes) != 1 or antes[0] is hoy:
            return
        el = "la" if self._o == "a" else "el"
        if hoy:
            motivo = (
                f"{nombre} era otr{self._o} {self._nombre} cuando el libro se escribió; la fila"
                f" quedó en {el} que hoy se llama así"
            )
            self._por_armar.avisar("lectura_dudosa", celda, motivo)
        else:
            hoja = self._nivel.hoja
            motivo = f"{nombre} ya no está en la hoja {hoja}: se leyó como {el} que se llamaba así"
            self._por_armar.avisar("nombre_parecido", celda, motivo)

    def calla(self, fila: FilaDelLibro) -> bool:
        """Si la fila no dice cuál es."""
        en_blanco = all(fila.valor(columna.dato) is None for columna in self._nivel.columnas)
        return en_blanco and not nota_de(fila, f"{self._nivel.raiz}#")

    def empezar(self) -> None:
        """Otra hoja: nada hay arriba de su primera fila."""
        self.anterior = None


_ANOTADO = 2
"""De los nombres de uno (el que le puso el libro, el suyo, el anotado…), el anotado; desde 0."""


class PorNombre(Duenos):
    """Dueños que llevan un nombre que no es de otro, en el libro o en quien los contiene."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._en_su_dueno = self._nivel.nombrado.como == "lugar"
        self._por_nombre: dict[str, list[dict[str, list[Dueno]]]] = {}
        """Por la ruta de quien los contiene, y por clase de nombre, quiénes llevan cada uno."""

    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """Lo nombran el nombre que el libro le puso, su referencia, la anotada o lo que dice."""
        campo, *demas = self._nivel.nombrado.campos
        puesto = leer_fecha_o_texto(fila.valor(CLAVE)) or nota_de(fila, f"{self._nivel.raiz}#")
        anotado = nota_de(fila, f"{self._nivel.raiz}=")
        nombres: list[Any] = [
            puesto,
            objeto.datos.get(campo),
            anotado,
            *map(objeto.datos.get, demas),
        ]
        afuera = self._raiz
        if self._en_su_dueno and objeto.dueno is not None:
            afuera, lugar = objeto.dueno, objeto.ruta.rpartition("[")[2].removesuffix("]")
            nombres.append(str(int(lugar) + 1))
            self._comparar_lugares(puesto, nombres[-1], fila)
        por_nombre = self._por_nombre.setdefault(afuera.ruta, [{} for _ in nombres])
        for conocidos, nombre in zip(por_nombre, nombres, strict=True):
            if plano := en_plano(str(nombre or "")):
                conocidos.setdefault(plano, []).append(objeto)
        self._por_armar.usar(fila, CLAVE)

    def _comparar_lugares(self, antes: str, ahora: str, fila: FilaDelLibro) -> None:
        """Aviso del que estaba en un lugar (desde 1) cuando el libro salió, y hoy está en otro."""
        if antes and antes != ahora:
            motivo = (
                f"era {self.el} {antes} y quedó de {ahora}; otras hojas lo nombran por su lugar:"
                " revíselas"
            )
            self._por_armar.avisar("filas_movidas", fila.lugar, motivo)

    def _hallar(self, fila: FilaDelLibro, afuera: Dueno) -> Dueno | None:
        """El que lleva el nombre que la fila dice, hoy o cuando el libro salió."""
        (columna,) = self._nivel.columnas
        nombre, celda = leer_fecha_o_texto(fila.valor(columna.dato)), fila.lugar_de(columna.dato)
        plano = en_plano(str(nombre or ""))
        # Los que lo llevan por cada uno de sus nombres, en el orden de ``conocer``.
        por_nombre = [d.get(plano, []) for d in self._por_nombre.get(afuera.ruta, ())]
        objetos = next(filter(None, por_nombre), [])
        if len(objetos) != 1:
            cuantos = len(objetos)
            se_hallo = (
                f"hay {cuantos} que se llaman así" if cuantos else f"ningun{self._o} se llama así"
            )
            motivo = (
                f"no se sabe de qué {self._nombre} es: llegó {mostrar(nombre)} y en la hoja"
                f" {self._nivel.hoja} {se_hallo}"
            )
            self._por_armar.fallar("fila_sin_lugar", celda, motivo)
            return None
        hoy, antes = por_nombre[:_ANOTADO], por_nombre[_ANOTADO]
        es_de_hoy = any(hoy) or objetos is not antes
        self._comparar_con_antes(mostrar(nombre), es_de_hoy and objetos[0], antes, celda)
        return objetos[0]


_Clave = tuple[str, tuple[Any, ...], str]
"""La ruta de quien contiene a uno, lo que dicen sus campos y, de los que dicen lo mismo, cuál."""


class PorCampos(Duenos):
    """Dueños que se nombran por lo que dicen unos campos suyos, dentro de quien los contiene."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        campos = attrs.fields_dict(self._nivel.contenido.clase)
        self._si_calla = {nombre: campos[nombre].default for nombre in self._nivel.nombrado.campos}
        self._conocidos: dict[_Clave, Dueno] = {}
        self._de_otra_hoja: tuple[_Clave, ...] = ()
        """Los que ya nombró otra hoja: las filas de ésta pueden llamarlos con otras letras."""
        self._parecidos: dict[_Clave, tuple[tuple[Any, ...], Dueno] | None] = {}
        """De lo que ya se leyó con otras letras, a quién nombra: una columna lo repite."""
        self._de_antes: dict[tuple[str, str], list[Dueno]] = {}
        """Los que al salir el libro decían algo, por quien los contiene y su huella."""
        self.propuestos: set[tuple[Any, ...]] = set()
        """Lo que dicen los que su hoja propone y no son de nadie."""

    def empezar(self) -> None:
        """Otra hoja: los conocidos hasta aquí son de las anteriores."""
        super().empezar()
        self._de_otra_hoja = tuple(self._conocidos)
        self._parecidos.clear()

    def valores(self, datos: Mapping[str, Any]) -> tuple[Any, ...]:
        """Lo que dicen sus campos; el que lo calla dice lo que el modelo toma sin él."""
        return tuple(
            (None if falta is attrs.NOTHING else falta)
            if datos.get(campo) is None
            else datos[campo]
            for campo, falta in self._si_calla.items()
        )

    def _clave(self, fila: FilaDelLibro, afuera: Dueno, datos: Mapping[str, Any]) -> _Clave:
        return afuera.ruta, self.valores(datos), nota_de(fila, f"{self._nivel.raiz}#") or "0"

    def conocer(self, fila: FilaDelLibro, objeto: Dueno) -> None:
        """El primero que dice lo mismo es del que son las filas que lo nombran."""
        clave = self._clave(fila, objeto.dueno or self._raiz, objeto.datos)
        if clave in self._conocidos:
            nombre = self.como_se_llama(objeto.datos)
            motivo = f"ya hay otr{self._o} {self._nombre} {nombre}: lo suyo es del primero"
            self._por_armar.avisar("fila_repetida", fila.lugar, motivo)
        self._conocidos.setdefault(clave, objeto)
        if anotada := nota_de(fila, f"{self._nivel.raiz}="):
            self._de_antes.setdefault((clave[0], anotada), []).append(objeto)

    def _hallar(self, fila: FilaDelLibro, afuera: Dueno) -> Dueno | None:
        """El que dice lo mismo que la fila, hoy o cuando el libro salió, o uno nuevo."""
        datos = {
            campo: como_se_lee(fila, columna, de_su_dueno=True)
            for campo, columna in zip(self._si_calla, self._nivel.columnas, strict=True)
        }
        clave = self._clave(fila, afuera, datos)
        hoy, antes = self._conocidos.get(clave), self._que_decian(clave)
        if hoy is None:
            hoy = self._parecido(fila, clave)
        if hoy is None and len(antes) != 1:
            hoy = self._nuevo(fila, afuera, datos)
            if hoy is not None:
                self._conocidos[clave] = hoy
                self._parecidos.clear()  # el nuevo también puede ser el que otra fila nombra
        self._comparar_con_antes(self.como_se_llama(datos), hoy or False, antes, fila.lugar)
        return hoy or next(iter(antes), None)

    def _que_decian(self, clave: _Clave) -> Sequence[Dueno]:
        """Los que al salir el libro decían eso."""
        return self._de_antes.get((clave[0], huella_de(clave[1])), ())

    def _parecido(self, fila: FilaDelLibro, clave: _Clave) -> Dueno | None:
        """El único que, con otras letras o dicho a medias, es el que la fila nombra."""
        if clave not in self._parecidos:
            self._parecidos[clave] = self._el_que_se_parece(clave)
        parecido = self._parecidos[clave]
        if parecido is None:
            return None
        otros, objeto = parecido
        for valor, otro in zip(clave[1], otros, strict=True):
            if valor not in (None, otro):
                hoja = self._nivel.hoja
                de_donde = f"el de la hoja {hoja}" if hoja else "como en las demás hojas"
                motivo = f"{valor!r} se leyó como {otro!r}, {de_donde}"
                self._por_armar.avisar("nombre_parecido", fila.lugar, motivo)
        return objeto

    def _el_que_se_parece(self, clave: _Clave) -> tuple[tuple[Any, ...], Dueno] | None:
        """Lo que dicen los campos del único que puede ser, y él."""
        ruta, valores, _ = clave
        candidatos = self._conocidos if self._nivel.hoja else self._de_otra_hoja
        parecidos = {
            conocida[1]: self._conocidos[conocida]
            for conocida in reversed([*candidatos])
            if conocida[0] == ruta and _pueden_ser_lo_mismo(valores, conocida[1])
        }
        return next(iter(parecidos.items())) if len(parecidos) == 1 else None

    def _nuevo(self, fila: FilaDelLibro, afuera: Dueno, datos: dict[str, Any]) -> Dueno | None:
        """El que no está en su hoja: se agrega y se dice o, si ha de estar, es una falla."""
        obligatorios = [c for c, falta in self._si_calla.items() if falta is attrs.NOTHING]
        if self.calla(fila) and (self._nivel.hoja or obligatorios):
            celda, hoja = fila.lugar_de(self._nivel.columnas[-1].dato), self._nivel.hoja
            se_esperaba = f"; se esperaba un{self._o} de la hoja {hoja}" if hoja else ""
            motivo = f"falta decir de qué {self._nombre} es{se_esperaba}"
            self._por_armar.fallar("fila_sin_lugar", celda, motivo)
            # El libro no se lee: se agrega uno para revisar también lo suyo.
            return afuera.agregar(self._nivel.contenido.nombre, dict.fromkeys(obligatorios, "?"))
        if self._nivel.hoja and self._nivel.nombrado.si_falta:
            if self.valores(datos) not in self.propuestos:
                nombre, hoja = self.como_se_llama(datos), self._nivel.hoja
                if isinstance(self._afuera, PorCampos):
                    nombre += f" de {self._afuera.como_se_llama(afuera.datos)}"
                motivo = f"{self.el} {nombre} no está en la hoja {hoja}: se agregó"
                self._por_armar.avisar(self._nivel.nombrado.si_falta, fila.lugar, motivo)
        elif self._nivel.hoja:
            motivo = f"no hay en la hoja {self._nivel.hoja} {self.el}"
            self._por_armar.fallar("fila_sin_lugar", fila.lugar, motivo)
            return None
        nuevo = afuera.agregar(self._nivel.contenido.nombre, datos)
        self._por_armar.lugares[nuevo.ruta] = fila.lugar
        for campo, columna in zip(self._si_calla, self._nivel.columnas, strict=True):
            if columna.dato in fila.columnas:
                self._por_armar.lugares[f"{nuevo.ruta}.{campo}"] = fila.lugar_de(columna.dato)
        return nuevo

    def como_se_llama(self, datos: Mapping[str, Any]) -> str:
        """Lo que dicen los campos que lo nombran: ``1, 'Gestión del riesgo'``."""
        return ", ".join(repr(datos[c]) for c in self._si_calla if datos.get(c) is not None)


def _pueden_ser_lo_mismo(valores: tuple[Any, ...], otros: tuple[Any, ...]) -> bool:
    """Si lo que se dice de uno es lo de otro, sin mirar mayúsculas, tildes ni espacios."""
    return any(valor is not None for valor in valores) and all(
        valor is None or (otro is not None and en_plano(str(valor)) == en_plano(str(otro)))
        for valor, otro in zip(valores, otros, strict=True)
    )
