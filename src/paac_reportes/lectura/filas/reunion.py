"""Lo que dicen las filas de una tabla de datos, reunido en los nodos de su contenido.

Lo que dos filas dicen distinto de lo mismo es una falla.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.estructura.mensajes import llego
from paac_reportes.lectura.filas.armado import Nodo
from paac_reportes.lectura.filas.identidad import Dato, FilaLeida, Identidades, titulo_de
from paac_reportes.modelo.filas import FormaDeFilas
from paac_reportes.modelo.recorrer import Rama, contenidos_de
from paac_reportes.textos.plano import en_plano


class ReunionDeFilas:
    """Pone lo de cada fila en su nodo y recuerda de dónde salió todo."""

    def __init__(self, forma: FormaDeFilas, fallas: list[Falla]) -> None:
        self.raiz = Nodo("")
        self._forma, self._fallas = forma, fallas
        self._parecidos: dict[tuple[str, str, str], list[str]] = {}

    def reunir(self, filas: Sequence[FilaLeida]) -> None:
        """Pone las filas en su sitio; la que no se sabe de quién es dice sólo lo de todas."""
        Identidades(self._forma, filas).situar()
        for fila in filas:
            self._poner_lo_comun(fila)
            if fila.falla is not None:
                self._fallas.append(fila.falla)
                continue
            nodo = self.raiz
            for lista, clave in fila.camino:
                nodo = nodo.hijo(lista, clave, fila.lugar)
                self._poner(nodo, self._forma.listas[lista], fila)
            for corte, datos in fila.reportes:
                self._reportar(nodo, fila, corte, datos)

    @property
    def parecidos(self) -> Iterator[Aviso]:
        """Avisos de los nombres que se tomaron por otro: «Pena» por «Peña», una vez cada uno."""
        for (_, antes, ahora), lugares in self._parecidos.items():
            resto = f" ({len(lugares)} veces)" if len(lugares) > 1 else ""
            motivo = (
                f"{mostrar(ahora)}{resto} se tomó por {mostrar(antes)}, que sólo difiere en"
                " mayúsculas o tildes; si son dos, escríbalos distinto"
            )
            anotado = {**llego(ahora), "antes": antes, "cuantos": len(lugares)}
            yield Aviso("nombre_parecido", lugares[0], motivo, datos=anotado)

    def _completar(self, nodo: Nodo, datos: Iterable[Dato]) -> None:
        """Agrega datos a un objeto; los que ya tenía tienen que ser los mismos."""
        for dato in datos:
            campo = dato.campo
            if dato.valor is None:
                nodo.lugares.setdefault(campo, dato.lugar)
            elif campo not in nodo.datos:
                nodo.datos[campo], nodo.lugares[campo] = dato.valor, dato.lugar
            elif (antes := nodo.datos[campo]) == dato.valor:
                continue
            elif isinstance(antes, str) and _se_escriben_distinto(antes, dato.valor):
                textos = " ".join(antes.split()), " ".join(dato.valor.split())
                if textos[0] != textos[1]:  # «R1» y «r1 »: el primero
                    self._parecidos.setdefault((dato.nombre, *textos), []).append(dato.lugar)
            else:
                dicho = f"{nodo.lugares[campo]} dice {mostrar(antes)}"
                motivo = f"dice {mostrar(dato.valor)}, y {dicho}"
                anotado = {**llego(dato.valor), "antes": mostrar(antes)}
                falla = Falla("datos_incoherentes", dato.lugar, motivo, datos=anotado)
                self._fallas.append(falla)

    # ------------------------------------------------------------ lo de cada objeto
    def _poner_lo_comun(self, fila: FilaLeida) -> None:
        """Pone lo que una fila dice de todo el contenido."""
        entidad = self.raiz.hijo("entidad", "", "")  # de ninguna fila
        self._completar(entidad, fila.datos.get("entidad", ()))
        for comun in self._forma.tema.filas.comunes:
            self._completar(self.raiz, fila.datos.get(comun, ()))
        self._poner(self.raiz, "", fila)

    def _poner(self, nodo: Nodo, raiz: str, fila: FilaLeida) -> None:
        """Pone en un objeto lo que una fila dice de él, y de las listas que van con él."""
        listas = self._listas_que_lleva(raiz)
        lleva_juntas = any(lista.nombre in self._forma.juntas for lista in listas)
        for dato in fila.datos.get(raiz, ()):
            # Sus textos pueden venir, como lo que va junto, repartidos en varias filas.
            es_lista = lleva_juntas and isinstance(dato.valor, list)
            if es_lista and not self._forma.es_extra(dato.nombre):
                self._sumar_textos(nodo, dato)
            else:
                self._completar(nodo, (dato,))
        for lista in listas:
            datos = fila.datos.get(lista.raiz, ())
            if lista.nombre in self._forma.juntas:
                self._poner_juntas(nodo, lista, datos, fila.lugar)
                continue
            familia = (fila.datos.get(objeto, ()) for objeto in self._familia(lista.raiz))
            if any(dato.dice_algo for de_un_objeto in familia for dato in de_un_objeto):
                # Lo que sólo se lee se conoce por sus primeros campos, traiga o no alguno.
                (campos, *_) = self._forma.tema.filas.identidad[lista.raiz].por
                valores = {dato.campo: dato.valor for dato in datos}
                clave = repr([valores.get(campo) for campo in campos])
                self._poner(nodo.hijo(lista.nombre, clave, fila.lugar), lista.raiz, fila)

    @clases.recordado
    def _listas_que_lleva(self, raiz: str) -> tuple[Rama, ...]:
        """Listas que van en la fila de un objeto, y las que sólo se leen; sin raíz, las de todo."""
        forma = self._forma
        solo_leida = forma.ademas.get(raiz)
        clase = solo_leida.clase if solo_leida else forma.raices.get(raiz, forma.tema.clase)
        return tuple(
            rama
            for rama in contenidos_de(clase)
            if rama.nombre in forma.juntas or rama.raiz in forma.ademas
        )

    @clases.recordado
    def _familia(self, raiz: str) -> tuple[str, ...]:
        """Raíz de una lista que sólo se lee, y las de las que lleva."""
        adentro = self._listas_que_lleva(raiz)
        return (raiz, *(objeto for lista in adentro for objeto in self._familia(lista.raiz)))

    def _poner_juntas(self, nodo: Nodo, lista: Rama, datos: Sequence[Dato], lugar: str) -> None:
        """Agrega a una lista los elementos que le faltan; cada columna trae un dato de todos."""
        con_algo = [dato for dato in datos if dato.valor is not None]
        if not any(dato.dice_algo for dato in con_algo):
            return
        largos = {len(dato.valor): dato for dato in con_algo}
        if len(largos) > 1:
            cuantos = ", ".join(f"{largo} de {dato.nombre}" for largo, dato in largos.items())
            motivo = f"se esperaba lo mismo de cada columna, llegaron {cuantos}"
            self._fallas.append(Falla("datos_incoherentes", lugar, motivo))
            return
        veces = Counter[str]()
        for indice in range(*largos):
            elemento = [dato._replace(valor=dato.valor and dato.valor[indice]) for dato in datos]
            clave = repr([(dato.nombre, dato.valor) for dato in elemento if dato.valor is not None])
            veces[clave] += 1
            self._completar(nodo.hijo(lista.nombre, (clave, veces[clave]), lugar), elemento)

    def _sumar_textos(self, nodo: Nodo, dato: Dato) -> None:
        """Agrega los textos de una lista que el objeto aún no tenía, o no tantas veces."""
        textos = nodo.datos.setdefault(dato.campo, [])
        if not isinstance(textos, list):
            self._completar(nodo, (dato,))  # lo que no es una lista lo dice la lectura de los datos
            return
        nodo.lugares.setdefault(dato.campo, dato.lugar)
        # En el orden en que vienen: de los repetidos, sobran tantos como ya tenía.
        ya_estaban = Counter(textos)
        for texto in dato.valor:
            if ya_estaban[texto]:
                ya_estaban[texto] -= 1
            else:
                textos.append(texto)

    def _reportar(self, nodo: Nodo, fila: FilaLeida, corte: Any, datos: Sequence[Dato]) -> None:
        """Agrega un reporte a lo de su fila; de un corte hay uno."""
        reporte, lista = titulo_de(self._forma.de_corte), self._forma.tema.filas.por_corte or ""
        # Un corte que no es fecha lo dice la lectura de los datos, con su columna.
        clave = repr(corte)
        if not self._forma.de_filas.keys() & fila.listas.keys():
            posibles = " o ".join(dict.fromkeys(map(titulo_de, self._forma.de_filas.values())))
            motivo = f"trae un {reporte} y no dice de qué {posibles}"
            self._fallas.append(Falla("fila_sin_lugar", fila.lugar, motivo))
        elif corte is None:
            motivo = f"trae un {reporte} sin corte; se esperaba su columna, o el argumento corte"
            self._fallas.append(Falla("corte_desconocido", fila.lugar, motivo))
        elif clave in nodo.listas.get(lista, ()):
            motivo = f"ya hay otro {reporte} con corte {mostrar(corte)} de la misma fila"
            self._fallas.append(Falla("dato_repetido", fila.lugar, motivo, datos=llego(corte)))
        else:
            del_corte = Dato(f"{self._forma.de_corte}.corte", corte, fila.lugar)
            self._completar(nodo.hijo(lista, clave, fila.lugar), (*datos, del_corte))


def _se_escriben_distinto(antes: str, ahora: Any) -> bool:
    """Si son el mismo texto, con otros espacios, tildes o mayúsculas."""
    return isinstance(ahora, str) and en_plano(antes) == en_plano(ahora)
